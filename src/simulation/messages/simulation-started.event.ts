import type { NewEvent } from '../../platform/event-log/event.js';

/** A worker computes the run. Told once, also when a killed worker's run is taken up by another. */
export class SimulationStarted implements NewEvent {
  static readonly type = 'SimulationStarted';
  readonly type = SimulationStarted.type;
  readonly dataRef: NewEvent['dataRef'];

  constructor(
    readonly twinId: string,
    readonly data: { readonly sim_id: string },
  ) {
    this.dataRef = { type: 'simulation', id: data.sim_id };
  }
}
