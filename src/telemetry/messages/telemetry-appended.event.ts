import type { NewEvent } from '../../platform/event-log/event.js';

export interface TelemetryBatch {
  /** `tel_…` */
  readonly batch_id: string;
  /** How many samples were new. */
  readonly samples: number;
  readonly assets: readonly string[];
  readonly metrics: readonly string[];
  /** Times of the oldest and the newest sample, RFC 3339. */
  readonly start: string;
  readonly end: string;
}

/** New samples of one twin were stored, in one transaction. */
export class TelemetryAppended implements NewEvent {
  static readonly type = 'TelemetryAppended';
  readonly type = TelemetryAppended.type;
  readonly dataRef: NewEvent['dataRef'];

  constructor(
    readonly twinId: string,
    readonly data: TelemetryBatch,
  ) {
    this.dataRef = { type: 'telemetry', id: data.batch_id };
  }
}
