import type { NewEvent } from '../../platform/event-log/event.js';

export interface AnomalyEnd {
  readonly anomaly_id: string;
  readonly asset_id: string;
  readonly metric: string;
  /** Time of the sample that cleared it, RFC 3339. */
  readonly observed_at: string;
}

/** The series is normal again, or its new level has lasted so long that it is the normal one. */
export class AnomalyCleared implements NewEvent {
  static readonly type = 'AnomalyCleared';
  readonly type = AnomalyCleared.type;
  readonly dataRef: NewEvent['dataRef'];

  constructor(
    readonly twinId: string,
    readonly data: AnomalyEnd,
  ) {
    this.dataRef = { type: 'anomaly', id: data.anomaly_id };
  }
}
