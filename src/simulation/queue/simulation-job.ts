/** The queue that runs go through. */
export const SIMULATION_QUEUE = 'simulation';

export interface SimulationJob {
  readonly tenant: string;
  readonly simId: string;
  readonly correlationId: string;
  readonly causationId: string | null;
}
