import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.js';
import type { StoredSeries } from '../store/stored-series.js';
import { SPAN_MS } from './domain/rollup-level.js';

/** What a writer of samples does for the rollups: nothing, except for what comes so late that they are made already. */
@Injectable()
export class RollupMarks {
  constructor(private readonly database: Database) {}

  /**
   * Marks the spans of new samples that are before the end of the rollups. Needs the transaction of the samples.
   * @param closing up to when rollups are made or being made, in milliseconds since 1970
   */
  async mark(fresh: readonly StoredSeries[], closing: number): Promise<void> {
    const series: number[] = [];
    const spans: number[] = [];
    for (const { seriesId, samples } of fresh) {
      for (const at of samples.at) {
        if (at >= closing) break;
        const span = at - (at % SPAN_MS);
        if (series.at(-1) === seriesId && spans.at(-1) === span) continue;
        series.push(seriesId);
        spans.push(span);
      }
    }
    if (series.length === 0) return;
    await this.database.execute(
      `INSERT INTO rollup_dirty (series_id, span)
       SELECT series_id, to_timestamp(ms / 1000) FROM unnest($1::bigint[], $2::float8[]) AS late (series_id, ms)`,
      [series, spans],
    );
  }
}
