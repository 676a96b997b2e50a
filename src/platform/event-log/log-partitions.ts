import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Database } from '../database/database.js';
import { Rounds } from '../lifecycle/rounds.js';

/** Each costs every read of the log some planning; at a start they are made before anything is appended. */
const WEEKS_AHEAD = 4;
const EVERY_MS = 6 * 3600 * 1000;

/** Makes the log's weekly partitions ahead, at start and while running. */
@Injectable()
export class LogPartitions implements OnModuleInit {
  constructor(
    private readonly database: Database,
    private readonly rounds: Rounds,
  ) {}

  async onModuleInit(): Promise<void> {
    await this.make();
    this.rounds.every({ everyMs: EVERY_MS }, 'making weeks of the log', () => this.make());
  }

  private async make(): Promise<void> {
    await this.database.query('SELECT make_event_log_partitions($1)', [WEEKS_AHEAD]);
  }
}
