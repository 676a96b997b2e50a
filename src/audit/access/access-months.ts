import { Inject, Injectable, Logger, type OnApplicationBootstrap, type OnModuleInit } from '@nestjs/common';
import type { Config } from '../../platform/config/config.js';
import { CONFIG } from '../../platform/config/config.module.js';
import { Database } from '../../platform/database/database.js';
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
  private dropping: Promise<void> = Promise.resolve();

  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly database: Database,
    private readonly shutdown: ShutdownSequence,
  ) {}

  async onModuleInit(): Promise<void> {
    await this.make();
    const timer = setInterval(() => {
      this.make().catch((error: unknown) => {
        this.logger.error('Making months of access records failed; it is tried again in six hours', error);
      });
    }, MADE_EVERY_MS);
    this.shutdown.on('intake', 'the timer of access months', () => {
      clearInterval(timer);
    });
  }

  onApplicationBootstrap(): void {
    if (!this.config.roles.has('worker')) return;
    const run = (): void => {
      this.dropping = this.round();
    };
    const first = setTimeout(run, FIRST_DROP_AFTER_MS);
    const timer = setInterval(run, DROPPED_EVERY_MS);
    this.shutdown.on('intake', 'the access retention timer', () => {
      clearTimeout(first);
      clearInterval(timer);
    });
    this.shutdown.on('work', 'the access retention', () => this.dropping);
  }

  private async make(): Promise<void> {
    await this.database.query('SELECT make_access_record_partitions($1)', [MONTHS_AHEAD]);
  }

  private async round(): Promise<void> {
    try {
      while (!this.shutdown.stopping && (await this.dropOne()));
    } catch (error) {
      this.logger.warn(`Dropping old access records failed, and is tried again within the hour: ${String(error)}`);
    }
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
