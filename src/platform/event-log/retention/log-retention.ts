import { Inject, Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import type { Config } from '../../config/config.js';
import { CONFIG } from '../../config/config.module.js';
import { Database } from '../../database/database.js';
import { Rounds } from '../../lifecycle/rounds.js';
import { ShutdownSequence } from '../../lifecycle/shutdown-sequence.js';
import { ConsumerRunner } from '../consumers/consumer-runner.js';
import type { Holder, LogWeek } from './log-week.js';
import { LogWeeks } from './log-weeks.js';

/** The consumers get this long after a start to catch up, so that they do not hold what they are about to pass. */
const FIRST_AFTER_MS = 2000;
const EVERY_MS = 3600 * 1000;
const HOLDERS_TOLD = 5;

/** Drops the log's weeks that are older than the configured days, in one worker at a time; without that setting, none. */
@Injectable()
export class LogRetention implements OnApplicationBootstrap {
  private readonly logger = new Logger(LogRetention.name);

  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly database: Database,
    private readonly weeks: LogWeeks,
    private readonly consumers: ConsumerRunner,
    private readonly shutdown: ShutdownSequence,
    private readonly rounds: Rounds,
  ) {}

  onApplicationBootstrap(): void {
    const { logRetentionDays: days, roles } = this.config;
    if (days === undefined || !roles.has('worker')) return;
    this.rounds.every({ everyMs: EVERY_MS, firstAfterMs: FIRST_AFTER_MS }, 'the retention of the log', () =>
      this.round(days),
    );
  }

  private async round(days: number): Promise<void> {
    while (!this.shutdown.stopping && (await this.dropOne(days)));
  }

  /** @returns whether a week was dropped, so that there may be another one */
  private dropOne(days: number): Promise<boolean> {
    return this.database.transaction(async () => {
      const lock = await this.database.first<{ taken: boolean }>(
        `SELECT pg_try_advisory_xact_lock(hashtextextended('log-retention', 0)) AS taken`,
      );
      const week = lock?.taken === true ? await this.weeks.expired(days) : undefined;
      if (!week) return false;
      const holders = await this.weeks.holders(week, this.consumers.names);
      if (holders.length > 0) {
        this.logger.warn(heldText(week, holders));
        return false;
      }
      await this.weeks.drop(week);
      this.database.afterCommit(() => {
        this.logger.log(`Dropped the events up to ${week.until.toISOString()}`);
      });
      return true;
    });
  }
}

function heldText({ until }: LogWeek, holders: readonly Holder[]): string {
  const told = holders
    .slice(0, HOLDERS_TOLD)
    .map(({ kind, consumer, tenant, position }) => `${kind} ${consumer} of tenant ${tenant} at ${position}`);
  const more = holders.length - told.length;
  return `The events up to ${until.toISOString()} are kept: needed by ${told.join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}
