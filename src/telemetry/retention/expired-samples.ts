import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.js';

/** Writers and readers wait while a month is dropped, and the dropping for them: past this it gives way. */
const LOCK_TIMEOUT_MS = 1000;

interface Expired {
  /** What a month's tables end with, such as `_2026_11`. */
  readonly suffix: string;
  readonly until: Date;
}

/** Drops samples that are too old, with their rollups, in the transaction in progress. */
@Injectable()
export class ExpiredSamples {
  constructor(private readonly database: Database) {}

  /** Drops the oldest month when it ended so many days ago. @returns the end of what was dropped, if anything was */
  async drop(days: number): Promise<Date | undefined> {
    // The makers of rollups hold this lock as well: none of them works on what is being dropped.
    await this.database.query(`SELECT pg_advisory_xact_lock(hashtextextended('rollups', 0))`);
    await this.database.query(`SELECT pg_advisory_xact_lock(hashtextextended('time-partitions', 0))`);
    const kind = await this.database.first<{ hyper: boolean }>('SELECT has_timescaledb() AS hyper');
    const until = kind?.hyper === true ? await this.dropChunks(days) : await this.dropMonth(days);
    return until;
  }

  private async dropMonth(days: number): Promise<Date | undefined> {
    const expired = await this.database.first<Expired>(
      `SELECT substr(part.relname, 7) AS suffix, bound.until FROM pg_inherits JOIN pg_class AS part ON part.oid = inhrelid
       CROSS JOIN LATERAL (
         SELECT substring(pg_get_expr(part.relpartbound, part.oid) FROM $$TO \\('(.+)'\\)$$)::timestamptz AS until
       ) AS bound
       WHERE inhparent = 'sample'::regclass AND bound.until <= now() - make_interval(days => $1)
         AND (part.relname <> 'sample_before_2000' OR EXISTS (SELECT FROM sample WHERE ts < '2000-01-01 00:00:00+00'))
       ORDER BY bound.until LIMIT 1`,
      [days],
    );
    if (!expired) return undefined;
    const { suffix, until } = expired;
    await this.forgetBefore(until);
    const tables = `sample${suffix}, rollup_1m${suffix}`;
    await this.database.execute(`SET LOCAL lock_timeout = ${LOCK_TIMEOUT_MS}`);
    await this.database.execute('LOCK TABLE sample, rollup_1m IN ACCESS EXCLUSIVE MODE');
    // The first partition holds whatever is older than the months, and has to stay.
    await this.database.execute(`${suffix === '_before_2000' ? 'TRUNCATE' : 'DROP TABLE'} ${tables}`);
    return until;
  }

  /** Chunks rather than a policy of TimescaleDB's own, which would leave the rollups of what it dropped. */
  private async dropChunks(days: number): Promise<Date | undefined> {
    const chunks = await this.database.query<{ chunk: string }>(
      `SELECT drop_chunks(hypertable, older_than => make_interval(days => $1)) AS chunk
       FROM unnest(ARRAY['rollup_1m', 'sample']::regclass[]) AS hypertable`,
      [days],
    );
    if (chunks.length === 0) return undefined;
    const oldest = await this.database.first<{ until: Date }>(
      `SELECT coalesce(min(range_start), now()) AS until FROM timescaledb_information.chunks
       WHERE hypertable_name = 'sample'`,
    );
    const until = oldest?.until ?? new Date();
    await this.forgetBefore(until);
    return until;
  }

  private async forgetBefore(until: Date): Promise<void> {
    for (const table of ['rollup_1h', 'rollup_1d']) {
      await this.database.execute(`DELETE FROM ${table} WHERE ts < $1`, [until]);
    }
    await this.database.execute('DELETE FROM rollup_dirty WHERE span < $1', [until]);
  }
}
