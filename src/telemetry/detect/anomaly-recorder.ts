import { Injectable } from '@nestjs/common';
import { derivedId } from '../../platform/clock/ids.js';
import { Database } from '../../platform/database/database.js';
import type { NewEvent } from '../../platform/event-log/event.js';
import { AnomalyCleared } from '../messages/anomaly-cleared.event.js';
import { AnomalyDetected } from '../messages/anomaly-detected.event.js';
import type { StoredSeries } from '../store/stored-series.js';
import type { Finding, Transition } from './domain/detector-state.js';

/** Keeps anomalies in step with what the detectors find. */
@Injectable()
export class AnomalyRecorder {
  constructor(private readonly database: Database) {}

  /** Writes what a transition changes. Needs the transaction of the samples. @returns the event that tells of it */
  async record(series: StoredSeries, transition: Transition): Promise<NewEvent> {
    const { tenant, seriesId, twinId, assetId, metric } = series;
    const opened = new Date(transition.openedAt).toISOString();
    const id = derivedId('ano', `${tenant}/${seriesId}/${opened}`);
    const about = { anomaly_id: id, asset_id: assetId, metric };
    if (transition.kind === 'cleared') {
      await this.clear(tenant, id, transition.at);
      return new AnomalyCleared(twinId, { ...about, observed_at: new Date(transition.at).toISOString() });
    }
    const { finding } = transition;
    if (transition.kind === 'opened') await this.open(series, id, opened, finding);
    else await this.raise(tenant, id, finding);
    const { at, ...found } = finding;
    return new AnomalyDetected(twinId, {
      ...about,
      detector: 'zscore',
      ...found,
      observed_at: new Date(at).toISOString(),
    });
  }

  private async open(series: StoredSeries, id: string, openedAt: string, finding: Finding): Promise<void> {
    await this.database.execute(
      `INSERT INTO anomaly (tenant, id, twin_id, asset_id, metric, detector, opened_at,
         severity, value, score, baseline, observed_at)
       VALUES ($1, $2, $3, $4, $5, 'zscore', $6, $7, $8, $9, $10::jsonb, $11)`,
      [series.tenant, id, series.twinId, series.assetId, series.metric, openedAt, ...columns(finding)],
    );
  }

  private async raise(tenant: string, id: string, finding: Finding): Promise<void> {
    await this.database.execute(
      `UPDATE anomaly SET severity = $3, value = $4, score = $5, baseline = $6::jsonb, observed_at = $7
       WHERE tenant = $1 AND id = $2`,
      [tenant, id, ...columns(finding)],
    );
  }

  private async clear(tenant: string, id: string, at: number): Promise<void> {
    await this.database.execute('UPDATE anomaly SET cleared_at = $3 WHERE tenant = $1 AND id = $2', [
      tenant,
      id,
      new Date(at),
    ]);
  }
}

function columns({ severity, value, score, baseline, at }: Finding): unknown[] {
  return [severity, value, score, JSON.stringify(baseline), new Date(at)];
}
