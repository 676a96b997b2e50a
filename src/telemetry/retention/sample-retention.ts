import { Inject, Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import type { Config } from '../../platform/config/config.js';
import { CONFIG } from '../../platform/config/config.module.js';
import { Database } from '../../platform/database/database.js';
import { Rounds } from '../../platform/lifecycle/rounds.js';
import { ShutdownSequence } from '../../platform/lifecycle/shutdown-sequence.js';
import { ExpiredSamples } from './expired-samples.js';

const FIRST_AFTER_MS = 1000;
const EVERY_MS = 3600 * 1000;

/** Drops whole months of samples that are older than the configured days, in one worker at a time; unset, none. */
@Injectable()
export class SampleRetention implements OnApplicationBootstrap {
  private readonly logger = new Logger(SampleRetention.name);

  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly database: Database,
    private readonly expired: ExpiredSamples,
    private readonly shutdown: ShutdownSequence,
    private readonly rounds: Rounds,
  ) {}

  onApplicationBootstrap(): void {
    const { sampleRetentionDays: days, roles } = this.config;
    if (days === undefined || !roles.has('worker')) return;
    this.rounds.every({ everyMs: EVERY_MS, firstAfterMs: FIRST_AFTER_MS }, 'the retention of samples', () =>
      this.round(days),
    );
  }

  private async round(days: number): Promise<void> {
    while (!this.shutdown.stopping && (await this.dropOne(days)));
  }

  /** @returns whether a month was dropped, so that there may be another one */
  private dropOne(days: number): Promise<boolean> {
    return this.database.transaction(async () => {
      const until = await this.expired.drop(days);
      if (!until) return false;
      this.database.afterCommit(() => {
        this.logger.log(`Dropped the samples up to ${until.toISOString()}`);
      });
      return true;
    });
  }
}
