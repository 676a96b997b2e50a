import type { NewEvent } from '../../platform/event-log/event.js';
import type { Recommendation } from './simulation.js';

export interface SimulationCompletedData {
  readonly sim_id: string;
  readonly scenario: string;
  readonly scenario_version: number;
  readonly anomaly_id: string | null;
  readonly samples: number;
  readonly converged: boolean;
  readonly uncertainty: number;
  readonly recommended: Recommendation;
  readonly execution_time_ms: number;
}

/** A run is done: which candidate it recommends, and how sure it is. */
export class SimulationCompleted implements NewEvent {
  static readonly type = 'SimulationCompleted';
  readonly type = SimulationCompleted.type;
  readonly dataRef: NewEvent['dataRef'];

  constructor(
    readonly twinId: string,
    readonly data: SimulationCompletedData,
  ) {
    this.dataRef = { type: 'simulation', id: data.sim_id };
  }
}
