import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database.js';
import type { Holder, LogWeek } from './log-week.js';

/** Appending waits while a week is dropped, and the dropping for readers: past this it gives way, and is tried again. */
const LOCK_TIMEOUT_MS = 1000;

/** The newest event of each tenant in a partition. */
const newestOf = (table: string): string => `
  SELECT tenant.id AS tenant, newest.position, newest.hash FROM tenant CROSS JOIN LATERAL (
    SELECT position, hash FROM ${table} WHERE tenant = tenant.id ORDER BY position DESC LIMIT 1
  ) AS newest`;

/** The log's weekly partitions, as retention sees them. */
@Injectable()
export class LogWeeks {
  constructor(private readonly database: Database) {}

  /**
   * The oldest week, when it ended so many days ago. Weeks are dropped in order: a hole between kept ones would be a
   * broken chain.
   */
  expired(days: number): Promise<LogWeek | undefined> {
    return this.database.first<LogWeek>(
      `SELECT week.oid::regclass::text AS "table", bound.until FROM pg_inherits JOIN pg_class AS week ON week.oid = inhrelid
       CROSS JOIN LATERAL (
         SELECT substring(pg_get_expr(week.relpartbound, week.oid) FROM $$TO \\('(.+)'\\)$$)::timestamptz AS until
       ) AS bound
       WHERE inhparent = 'event_log'::regclass AND bound.until <= now() - make_interval(days => $1)
       ORDER BY bound.until LIMIT 1`,
      [days],
    );
  }

  /**
   * What still needs a week. A consumer without an offset is one that will begin at the oldest event.
   * @param consumers names of those that this version has; the offsets of others count as well
   */
  holders({ table }: LogWeek, consumers: readonly string[]): Promise<Holder[]> {
    return this.database.query<Holder>(
      `WITH newest AS (${newestOf(table)}),
         known AS (SELECT unnest($1::text[]) AS consumer UNION SELECT consumer FROM consumer_offset)
       SELECT 'consumer' AS kind, known.consumer, newest.tenant, coalesce(reached.position, 0) AS position
         FROM newest CROSS JOIN known
         LEFT JOIN consumer_offset AS reached ON reached.consumer = known.consumer AND reached.tenant = newest.tenant
         WHERE coalesce(reached.position, 0) < newest.position
       UNION ALL
       SELECT 'dead letter', letter.consumer, newest.tenant, letter.position
         FROM newest JOIN dead_letter AS letter ON letter.tenant = newest.tenant AND letter.position <= newest.position`,
      [consumers],
    );
  }

  /** Drops a week and keeps each tenant's anchor, in the transaction in progress. */
  async drop({ table }: LogWeek): Promise<void> {
    await this.database.execute(`SET LOCAL lock_timeout = ${LOCK_TIMEOUT_MS}`);
    await this.database.execute('LOCK TABLE event_log IN ACCESS EXCLUSIVE MODE');
    await this.database.execute(
      `INSERT INTO chain_anchor (tenant, position, hash) ${newestOf(table)}
       ON CONFLICT (tenant) DO UPDATE SET position = excluded.position, hash = excluded.hash, dropped_at = now()`,
    );
    await this.database.execute(`DROP TABLE ${table}`);
  }
}
