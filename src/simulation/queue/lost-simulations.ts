import { Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import type { Config } from '../../platform/config/config.js';
import { CONFIG } from '../../platform/config/config.module.js';
import { Rounds } from '../../platform/lifecycle/rounds.js';
import { JobQueues } from '../../platform/queue/job-queues.js';
import { RunStore } from '../runs/run-store.js';
import { SIMULATION_QUEUE, type SimulationJob } from './simulation-job.js';

const EVERY_MS = 5000;
const OLD_S = 10;

/**
 * A queue store may lose jobs (a Redis that keeps nothing on disk loses all); the runs are in the database. What has
 * waited for long is added again, which changes nothing where the job still is.
 */
@Injectable()
export class LostSimulations implements OnApplicationBootstrap {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly runs: RunStore,
    private readonly queues: JobQueues,
    private readonly rounds: Rounds,
  ) {}

  onApplicationBootstrap(): void {
    if (!this.config.roles.has('worker')) return;
    this.rounds.every({ everyMs: EVERY_MS }, 'the search for lost runs', () => this.requeue());
  }

  private async requeue(): Promise<void> {
    for (const { tenant, id, correlationId } of await this.runs.unfinished(OLD_S)) {
      const job: SimulationJob = { tenant, simId: id, correlationId, causationId: null };
      await this.queues.add(SIMULATION_QUEUE, id, job);
    }
  }
}
