import type { NewEvent } from '../../platform/event-log/event.js';

export interface SimulationQueuedData {
  readonly sim_id: string;
  readonly scenario: string;
  readonly scenario_version: number;
  readonly anomaly_id: string | null;
}

/** A run is stored and waits for a worker. */
export class SimulationQueued implements NewEvent {
  static readonly type = 'SimulationQueued';
  readonly type = SimulationQueued.type;
  readonly dataRef: NewEvent['dataRef'];

  constructor(
    readonly twinId: string,
    readonly data: SimulationQueuedData,
  ) {
    this.dataRef = { type: 'simulation', id: data.sim_id };
  }
}
