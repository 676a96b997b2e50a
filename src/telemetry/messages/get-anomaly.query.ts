import { Query } from '@nestjs/cqrs';

/** An anomaly as `GET /anomalies/{id}` shows it (schema anomaly.v1). */
export interface Anomaly {
  readonly anomaly_id: string;
  readonly twin_id: string;
  readonly asset_id: string;
  readonly metric: string;
  readonly detector: 'zscore';
  readonly severity: 'low' | 'medium' | 'high' | 'critical';
  readonly status: 'open' | 'acknowledged' | 'cleared';
  readonly value: number;
  readonly score: number;
  readonly baseline: { readonly mean: number; readonly std: number; readonly count: number };
  readonly opened_at: string;
  readonly observed_at: string;
  readonly cleared_at: string | null;
  readonly acknowledged_at: string | null;
  readonly acknowledged_by: string | null;
}

/** Undefined when the tenant has no such anomaly. */
export class GetAnomaly extends Query<Anomaly | undefined> {
  constructor(
    readonly tenant: string,
    readonly anomalyId: string,
  ) {
    super();
  }
}
