import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database.js';

export interface DeadLetter {
  readonly consumer: string;
  readonly position: number;
  readonly event_type: string;
  readonly error: string;
  readonly attempts: number;
  readonly parked_at: Date;
}

/** Events that a consumer could not handle, kept until an admin replays them. */
@Injectable()
export class DeadLetters {
  constructor(private readonly database: Database) {}

  async park(
    consumer: string,
    tenant: string,
    position: number,
    type: string,
    error: Error,
    attempts: number,
  ): Promise<void> {
    await this.database.execute(
      `INSERT INTO dead_letter (consumer, tenant, position, event_type, error, attempts) VALUES ($1, $2, $3, $4, $5, $6)
       ON CONFLICT (consumer, tenant, position)
       DO UPDATE SET error = excluded.error, attempts = dead_letter.attempts + excluded.attempts, parked_at = now()`,
      // PostgreSQL's text holds no NUL, and an event that cannot be parked would stop its consumer for good.
      [consumer, tenant, position, type, error.message.replaceAll('\0', '\ufffd'), attempts],
    );
  }

  list(
    tenant: string,
    limit: number,
    after: { consumer: string; position: number } | undefined,
  ): Promise<DeadLetter[]> {
    return this.database.query<DeadLetter>(
      `SELECT consumer, position, event_type, error, attempts, parked_at FROM dead_letter
       WHERE tenant = $1 AND ($3::text IS NULL OR (consumer, position) > ($3, $4))
       ORDER BY consumer, position LIMIT $2`,
      [tenant, limit, after?.consumer ?? null, after?.position ?? null],
    );
  }

  /** Takes the letter out, in the transaction that handles it again. @returns whether it was there */
  async take(consumer: string, tenant: string, position: number): Promise<boolean> {
    const taken = await this.database.execute(
      'DELETE FROM dead_letter WHERE consumer = $1 AND tenant = $2 AND position = $3',
      [consumer, tenant, position],
    );
    return taken === 1;
  }
}
