import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database.js';

/** Another process moved this consumer's offset: this one is no longer its driver. */
export class OffsetMovedError extends Error {
  constructor(consumer: string) {
    super(`The offset of ${consumer} was moved by another process`);
    this.name = 'OffsetMovedError';
  }
}

/** Where each durable consumer stands in each tenant's log. */
@Injectable()
export class ConsumerOffsets {
  constructor(private readonly database: Database) {}

  /** The offset, which begins at 0 for a new consumer. */
  async load(consumer: string, tenant: string): Promise<number> {
    await this.database.execute(
      'INSERT INTO consumer_offset (consumer, tenant, position) VALUES ($1, $2, 0) ON CONFLICT DO NOTHING',
      [consumer, tenant],
    );
    const row = await this.database.first<{ position: number }>(
      'SELECT position FROM consumer_offset WHERE consumer = $1 AND tenant = $2',
      [consumer, tenant],
    );
    return row?.position ?? 0;
  }

  /** @throws OffsetMovedError when the offset is not where this driver left it */
  async move(consumer: string, tenant: string, from: number, to: number): Promise<void> {
    const moved = await this.database.execute(
      'UPDATE consumer_offset SET position = $4 WHERE consumer = $1 AND tenant = $2 AND position = $3',
      [consumer, tenant, from, to],
    );
    if (moved === 0) throw new OffsetMovedError(consumer);
  }
}
