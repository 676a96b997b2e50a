import type { NewEvent } from '../../platform/event-log/event.js';

export interface SimulationFailedData {
  readonly sim_id: string;
  readonly scenario: string;
  readonly anomaly_id: string | null;
  readonly error: string;
}

/** A run cannot be computed, and why. */
export class SimulationFailed implements NewEvent {
  static readonly type = 'SimulationFailed';
  readonly type = SimulationFailed.type;
  readonly dataRef: NewEvent['dataRef'];

  constructor(
    readonly twinId: string,
    readonly data: SimulationFailedData,
  ) {
    this.dataRef = { type: 'simulation', id: data.sim_id };
  }
}
