import { Injectable } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { Clock } from '../../platform/clock/clock.js';
import { Database } from '../../platform/database/database.js';
import { ReadSamples } from '../../telemetry/messages/read-samples.query.js';
import type { ConfidencePartName } from '../messages/decision.js';
import { assessDataQuality } from './assess-data-quality.js';
import { assessHistory, type TrackRecord } from './assess-history.js';
import type { Assessment } from './confidence.js';
import type { PolicyCase } from './policy-case.js';

/** How many of the newest readings tell the quality of the data. */
const READINGS = 120;

/** Finds out what is known about a case, besides the simulation. */
@Injectable()
export class Assessor {
  constructor(
    private readonly database: Database,
    private readonly queries: QueryBus,
    private readonly clock: Clock,
  ) {}

  /** @param actionType type of the recommended action; undefined when there is none */
  async assess(
    tenant: string,
    about: PolicyCase,
    actionType: string | undefined,
  ): Promise<Record<Exclude<ConfidencePartName, 'simulation'>, Assessment>> {
    return {
      history: assessHistory(await this.trackRecord(tenant, about.twinId, actionType), actionType),
      data_quality: await this.dataQuality(tenant, about),
      consensus: { score: undefined, explanation: 'No agent has voted.' },
    };
  }

  private async dataQuality(tenant: string, { twinId, anomaly }: PolicyCase): Promise<Assessment> {
    const now = this.clock.now();
    // A sensor's clock may be ahead of ours; what it observed counts all the same.
    const end = new Date(Math.max(now.getTime(), Date.parse(anomaly.observed_at)));
    const range = { end, limit: READINGS };
    const samples = await this.queries.execute(
      new ReadSamples(tenant, twinId, anomaly.asset_id, anomaly.metric, range),
    );
    return assessDataQuality(samples, now);
  }

  /** Of actions that came from proposals: what an executor does by hand says nothing about policy's judgement. */
  private async trackRecord(tenant: string, twinId: string, type: string | undefined): Promise<TrackRecord> {
    const row = await this.database.first<TrackRecord>(
      `SELECT count(*)::int AS trials, count(*) FILTER (WHERE outcome = 'succeeded')::int AS successes
       FROM proposal WHERE tenant = $1 AND twin_id = $2 AND action ->> 'type' = $3 AND outcome IS NOT NULL`,
      [tenant, twinId, type ?? null],
    );
    return row ?? { trials: 0, successes: 0 };
  }
}
