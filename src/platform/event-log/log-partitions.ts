import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { Database } from '../database/database.js';
import { ShutdownSequence } from '../lifecycle/shutdown-sequence.js';

/** Each costs every read of the log some planning; at a start they are made before anything is appended. */
const WEEKS_AHEAD = 4;
const EVERY_MS = 6 * 3600 * 1000;

/** Makes the log's weekly partitions ahead, at start and while running. */
@Injectable()
export class LogPartitions implements OnModuleInit {
  private readonly logger = new Logger(LogPartitions.name);

  constructor(
    private readonly database: Database,
    private readonly shutdown: ShutdownSequence,
  ) {}

  async onModuleInit(): Promise<void> {
    await this.make();
    const timer = setInterval(() => {
      this.make().catch((error: unknown) => {
        this.logger.error('Making log partitions failed; it is tried again in six hours', error);
      });
    }, EVERY_MS);
    this.shutdown.on('intake', 'the partition timer', () => {
      clearInterval(timer);
    });
  }

  private async make(): Promise<void> {
    await this.database.query('SELECT make_event_log_partitions($1)', [WEEKS_AHEAD]);
  }
}
