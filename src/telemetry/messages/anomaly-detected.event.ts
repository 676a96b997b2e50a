import type { NewEvent } from '../../platform/event-log/event.js';

export interface AnomalyFinding {
  readonly anomaly_id: string;
  readonly asset_id: string;
  readonly metric: string;
  readonly detector: 'zscore';
  readonly severity: 'low' | 'medium' | 'high' | 'critical';
  readonly value: number;
  /** Distance of the value from the mean, in standard deviations. */
  readonly score: number;
  readonly baseline: { readonly mean: number; readonly std: number; readonly count: number };
  /** Time of the sample, RFC 3339. */
  readonly observed_at: string;
}

/** An anomaly opened, or became graver: then it comes again with the same `anomaly_id`. */
export class AnomalyDetected implements NewEvent {
  static readonly type = 'AnomalyDetected';
  readonly type = AnomalyDetected.type;
  readonly dataRef: NewEvent['dataRef'];

  constructor(
    readonly twinId: string,
    readonly data: AnomalyFinding,
  ) {
    this.dataRef = { type: 'anomaly', id: data.anomaly_id };
  }
}
