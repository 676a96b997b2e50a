import { Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.js';
import type { Config } from '../../platform/config/config.js';
import { CONFIG } from '../../platform/config/config.module.js';
import { Database } from '../../platform/database/database.js';
import { isConflict } from '../../platform/database/transient-failure.js';
import { Rounds } from '../../platform/lifecycle/rounds.js';
import { ShutdownSequence } from '../../platform/lifecycle/shutdown-sequence.js';
import { RollupMaker } from './rollup-maker.js';

const EVERY_MS = 2000;
const LEADER = `hashtextextended('rollup-worker', 0)`;

/** Keeps the rollups up in the background of a worker. When it rests, queries read more samples, and stay exact. */
@Injectable()
export class RollupWorker implements OnApplicationBootstrap {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly database: Database,
    private readonly maker: RollupMaker,
    private readonly clock: Clock,
    private readonly shutdown: ShutdownSequence,
    private readonly rounds: Rounds,
  ) {}

  onApplicationBootstrap(): void {
    if (!this.config.roles.has('worker')) return;
    this.rounds.every({ everyMs: EVERY_MS }, 'the rollups', () => this.round());
  }

  private async round(): Promise<void> {
    try {
      await this.alone(async () => {
        const stopping = (): boolean => this.shutdown.stopping;
        while (!stopping() && (await this.maker.advance(this.clock.now().getTime(), stopping)));
        while (!stopping() && (await this.maker.settle()));
      });
    } catch (error) {
      // It gave way to writers that were slow to let it in; it comes again in two seconds.
      if (!isConflict(error)) throw error;
    }
  }

  /** Several workers would do the same work several times: right, but for nothing. */
  private async alone(work: () => Promise<void>): Promise<void> {
    const runner = this.database.dataSource.createQueryRunner();
    try {
      const [row] = (await runner.query(`SELECT pg_try_advisory_lock(${LEADER}) AS taken`)) as { taken: boolean }[];
      if (row?.taken !== true) return;
      await work().finally(() => runner.query(`SELECT pg_advisory_unlock(${LEADER})`));
    } finally {
      await runner.release();
    }
  }
}
