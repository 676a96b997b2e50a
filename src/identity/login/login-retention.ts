import { Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.js';
import type { Config } from '../../platform/config/config.js';
import { CONFIG } from '../../platform/config/config.module.js';
import { Database } from '../../platform/database/database.js';
import { Rounds } from '../../platform/lifecycle/rounds.js';
import { FailureCounts } from './throttle/failure-counts.js';

const FIRST_AFTER_MS = 1000;
const EVERY_MS = 3600 * 1000;
const DAY_MS = 24 * 3600 * 1000;

/** Removes the login history that is old enough, sessions that are over, their tokens, and failures that are forgotten. */
@Injectable()
export class LoginRetention implements OnApplicationBootstrap {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly counts: FailureCounts,
    private readonly rounds: Rounds,
  ) {}

  onApplicationBootstrap(): void {
    if (!this.config.roles.has('worker')) return;
    this.rounds.every({ everyMs: EVERY_MS, firstAfterMs: FIRST_AFTER_MS }, 'the retention of logins', () =>
      this.round(),
    );
  }

  private async round(): Promise<void> {
    const now = this.clock.now();
    const oldest = new Date(now.getTime() - this.config.loginHistoryDays * DAY_MS);
    await this.database.execute('DELETE FROM user_login WHERE at < $1', [oldest]);
    await this.database.execute('DELETE FROM user_session WHERE expires_at < $1 OR ended_at < $2', [
      now,
      new Date(now.getTime() - DAY_MS),
    ]);
    await this.database.execute('DELETE FROM refresh_token WHERE expires_at < $1', [now]);
    await this.counts.forget();
  }
}
