import { Inject, Injectable, Logger, type OnApplicationBootstrap, type OnModuleInit } from '@nestjs/common';
import type { Config } from '../../platform/config/config.js';
import { CONFIG } from '../../platform/config/config.module.js';
import { Database } from '../../platform/database/database.js';
import { Rounds } from '../../platform/lifecycle/rounds.js';
import { ShutdownSequence } from '../../platform/lifecycle/shutdown-sequence.js';

const MONTHS_AHEAD = 2;
const MADE_EVERY_MS = 6 * 3600 * 1000;
const FIRST_DROP_AFTER_MS = 3000;
const DROPPED_EVERY_MS = 3600 * 1000;
/** Writers wait while a month is dropped, and the dropping for readers: past this it gives way, and is tried again. */
const LOCK_TIMEOUT_MS = 1000;

/** Makes the months of the access records ahead, and drops, in one worker at a time, those that are too old. */
@Injectable()
export class AccessMonths implements OnModuleInit, OnApplicationBootstrap {
  private readonly logger = new Logger('Audit');

  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly database: Database,
    private readonly shutdown: ShutdownSequence,
    private readonly rounds: Rounds,
  ) {}

  async onModuleInit(): Promise<void> {
    await this.make();
    this.rounds.every({ everyMs: MADE_EVERY_MS }, 'making months of access records', () => this.make());
  }

  onApplicationBootstrap(): void {
    if (!this.config.roles.has('worker')) return;
    const times = { everyMs: DROPPED_EVERY_MS, firstAfterMs: FIRST_DROP_AFTER_MS };
    this.rounds.every(times, 'the retention of access records', () => this.round());
  }

  private async make(): Promise<void> {
    await this.database.query('SELECT make_access_record_partitions($1)', [MONTHS_AHEAD]);
  }

  private async round(): Promise<void> {
    while (!this.shutdown.stopping && (await this.dropOne()));
  }

  /** @returns whether a month was dropped, so that there may be another one */
  private dropOne(): Promise<boolean> {
    return this.database.transaction(async () => {
      await this.database.query(`SELECT pg_advisory_xact_lock(hashtextextended('access-record-partitions', 0))`);
      const month = await this.oldest();
      if (!month) return false;
      await this.database.execute(`SET LOCAL lock_timeout = ${LOCK_TIMEOUT_MS}`);
      await this.database.execute('LOCK TABLE access_record IN ACCESS EXCLUSIVE MODE');
      await this.database.execute(`DROP TABLE ${month.table}`);
      this.database.afterCommit(() => {
        this.logger.log(`Dropped the access records up to ${month.until.toISOString()}`);
      });
      return true;
    });
  }

  /** The oldest month, when it ended so many days ago. */
  private oldest(): Promise<{ table: string; until: Date } | undefined> {
    return this.database.first<{ table: string; until: Date }>(
      `SELECT month.oid::regclass::text AS "table", bound.until
       FROM pg_inherits JOIN pg_class AS month ON month.oid = inhrelid
       CROSS JOIN LATERAL (
         SELECT substring(pg_get_expr(month.relpartbound, month.oid) FROM $$TO \\('(.+)'\\)$$)::timestamptz AS until
       ) AS bound
       WHERE inhparent = 'access_record'::regclass AND bound.until <= now() - make_interval(days => $1)
       ORDER BY bound.until LIMIT 1`,
      [this.config.auditRetentionDays],
    );
  }
}
