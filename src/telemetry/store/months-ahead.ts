import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.js';
import { Rounds } from '../../platform/lifecycle/rounds.js';
import { SamplePartitions } from './sample-partitions.js';

const DAYS_AHEAD = 40;
const EVERY_MS = 6 * 3600 * 1000;

/** Makes this month and the next one ahead of their first sample, at start and while running. */
@Injectable()
export class MonthsAhead implements OnApplicationBootstrap {
  constructor(
    private readonly partitions: SamplePartitions,
    private readonly clock: Clock,
    private readonly rounds: Rounds,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    await this.make();
    this.rounds.every({ everyMs: EVERY_MS }, 'making months of samples', () => this.make());
  }

  private async make(): Promise<void> {
    const now = this.clock.now().getTime();
    await this.partitions.ensure([now, now + DAYS_AHEAD * 86_400_000]);
  }
}
