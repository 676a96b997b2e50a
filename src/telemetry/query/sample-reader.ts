import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.js';
import type { Sample } from '../messages/read-samples.query.js';
import type { SampleTimes } from './sample-times.js';
import type { FoundSeries } from './series-finder.js';

export interface SampleRow extends Sample, FoundSeries {}

/** Where a page goes on: after this instant (milliseconds since 1970) and, within it, after this series. */
export interface SamplePlace {
  readonly at: number;
  readonly seriesId: number;
}

export type SampleOrder = 'asc' | 'desc';

const ROW = `series.id AS "seriesId", series.asset_id AS "assetId", series.metric, sample.ts, sample.value, sample.quality`;

/** The read side of samples. */
@Injectable()
export class SampleReader {
  constructor(private readonly database: Database) {}

  /**
   * Rows by time, then by series. Each series gives at most `limit` rows by its own index, so that a long range of many
   * series is not read as a whole to be sorted.
   */
  page(
    series: readonly FoundSeries[],
    { start, end }: SampleTimes,
    order: SampleOrder,
    after: SamplePlace | undefined,
    limit: number,
  ): Promise<SampleRow[]> {
    const beyond = order === 'asc' ? '>' : '<';
    return this.database.query<SampleRow>(
      `SELECT ${ROW}
       FROM series CROSS JOIN LATERAL (
         SELECT ts, value, quality FROM sample
         WHERE series_id = series.id
           AND ts >= coalesce($2, '-infinity'::timestamptz) AND ts <= coalesce($3, 'infinity'::timestamptz)
           AND ts ${beyond}= coalesce($4, '${order === 'asc' ? '-' : ''}infinity'::timestamptz)
           AND (ts ${beyond} coalesce($4, '${order === 'asc' ? '-' : ''}infinity'::timestamptz)
             OR series.id ${beyond} $5::bigint)
         ORDER BY ts ${order} LIMIT $6
       ) AS sample
       WHERE series.id = ANY($1::bigint[])
       ORDER BY sample.ts ${order}, series.id ${order} LIMIT $6`,
      [
        series.map(({ seriesId }) => seriesId),
        start ?? null,
        end ?? null,
        after ? new Date(after.at) : null,
        after?.seriesId ?? null,
        limit,
      ],
    );
  }

  /**
   * All rows, series by series in the order given, each by time, some at a time. Needs a transaction in progress, and is
   * read inside it.
   */
  stream(
    series: readonly FoundSeries[],
    { start, end }: SampleTimes,
    order: SampleOrder,
  ): AsyncGenerator<SampleRow[], void> {
    return this.database.stream<SampleRow>(
      `SELECT ${ROW}
       FROM unnest($1::bigint[]) WITH ORDINALITY AS wanted (id, place) JOIN series USING (id) CROSS JOIN LATERAL (
         SELECT ts, value, quality FROM sample
         WHERE series_id = series.id
           AND ts >= coalesce($2, '-infinity'::timestamptz) AND ts <= coalesce($3, 'infinity'::timestamptz)
         ORDER BY ts ${order}
       ) AS sample ORDER BY wanted.place, sample.ts ${order}`,
      [series.map(({ seriesId }) => seriesId), start ?? null, end ?? null],
    );
  }

  /** The newest sample of each series that has one, by asset and metric. */
  async latest(series: readonly FoundSeries[]): Promise<SampleRow[]> {
    const since = await this.judgedUpTo(series);
    const ids = series.map(({ seriesId }) => seriesId);
    const found = await this.newest(ids, since);
    const missing = ids.filter((id) => !found.some((row) => row.seriesId === id));
    // What was judged may have been dropped since, and something older come in late.
    const rows = missing.length > 0 ? [...found, ...(await this.newest(missing, null))] : found;
    return series.flatMap(({ seriesId }) => rows.filter((row) => row.seriesId === seriesId));
  }

  private newest(ids: readonly number[], since: ReadonlyMap<number, number> | null): Promise<SampleRow[]> {
    const from = ids.map((id) => since?.get(id) ?? null);
    const known = from.filter((at) => at !== null);
    return this.database.query<SampleRow>(
      `SELECT ${ROW}
       FROM unnest($1::bigint[], $2::float8[]) AS wanted (id, ms) JOIN series USING (id) CROSS JOIN LATERAL (
         SELECT ts, value, quality FROM sample
         WHERE series_id = series.id AND ts >= coalesce(to_timestamp(wanted.ms / 1000), '-infinity')
           AND ts >= coalesce(to_timestamp($3::float8 / 1000), '-infinity')
         ORDER BY ts DESC LIMIT 1
       ) AS sample`,
      [ids, from, known.length === ids.length ? Math.min(...known) : null],
    );
  }

  /** A time at or before the newest sample of each series, by which older partitions need not be looked at. */
  private async judgedUpTo(series: readonly FoundSeries[]): Promise<ReadonlyMap<number, number>> {
    const rows = await this.database.query<{ id: number; newest: number | null }>(
      `SELECT series.id, (state->>'newest')::float8 AS newest
       FROM series JOIN detector_state ON detector_state.tenant = series.tenant AND series_id = series.id
       WHERE series.id = ANY($1::bigint[])`,
      [series.map(({ seriesId }) => seriesId)],
    );
    return new Map(rows.flatMap(({ id, newest }) => (newest === null ? [] : [[id, newest] as const])));
  }
}
