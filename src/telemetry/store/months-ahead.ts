import { Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.js';
import { ShutdownSequence } from '../../platform/lifecycle/shutdown-sequence.js';
import { SamplePartitions } from './sample-partitions.js';

const DAYS_AHEAD = 40;
const EVERY_MS = 6 * 3600 * 1000;

/** Makes this month and the next one ahead of their first sample, at start and while running. */
@Injectable()
export class MonthsAhead implements OnApplicationBootstrap {
  private readonly logger = new Logger(MonthsAhead.name);

  constructor(
    private readonly partitions: SamplePartitions,
    private readonly clock: Clock,
    private readonly shutdown: ShutdownSequence,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    await this.make();
    const timer = setInterval(() => {
      this.make().catch((error: unknown) => {
        this.logger.error('Making months of samples ahead failed; a sample that needs one makes it', error);
      });
    }, EVERY_MS);
    this.shutdown.on('intake', 'the timer of sample months', () => {
      clearInterval(timer);
    });
  }

  private async make(): Promise<void> {
    const now = this.clock.now().getTime();
    await this.partitions.ensure([now, now + DAYS_AHEAD * 86_400_000]);
  }
}
