import { Injectable, Logger } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.js';
import { Database } from '../../platform/database/database.js';
import { ShutdownSequence } from '../../platform/lifecycle/shutdown-sequence.js';
import type { User } from '../users/users.js';

export const LOGIN_OUTCOMES = ['succeeded', 'wrong_password', 'code_missing', 'wrong_code', 'disabled'] as const;
export type LoginOutcome = (typeof LOGIN_OUTCOMES)[number];

export interface LoginRow {
  readonly id: number;
  readonly at: Date;
  readonly outcome: LoginOutcome;
  readonly address: string;
}

/** How users logged in, or failed to. */
@Injectable()
export class LoginHistory {
  private readonly logger = new Logger(LoginHistory.name);
  private readonly writing = new Set<Promise<void>>();

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    shutdown: ShutdownSequence,
  ) {
    shutdown.on('work', 'the login history', async () => {
      await Promise.all(this.writing);
    });
  }

  async add({ tenant, id }: User, outcome: LoginOutcome, address: string): Promise<void> {
    await this.database.execute(
      'INSERT INTO user_login (tenant, user_id, at, outcome, address) VALUES ($1, $2, $3, $4, $5)',
      [tenant, id, this.clock.now(), outcome, address],
    );
  }

  /** Adds it besides, so that the answer takes no longer than one to a user who does not exist, whom nothing is kept of. */
  note(user: User, outcome: LoginOutcome, address: string): void {
    const writing = this.add(user, outcome, address).catch((error: unknown) => {
      this.logger.warn(`A failed login could not be kept: ${String(error)}`);
    });
    this.writing.add(writing);
    void writing.then(() => this.writing.delete(writing));
  }

  /** Newest first. @param before the id that the page before ended with */
  list(tenant: string, userId: string, before: number | undefined, limit: number): Promise<LoginRow[]> {
    return this.database.query<LoginRow>(
      `SELECT id, at, outcome, address FROM user_login
       WHERE tenant = $1 AND user_id = $2 AND ($3::bigint IS NULL OR id < $3) ORDER BY id DESC LIMIT $4`,
      [tenant, userId, before ?? null, limit],
    );
  }
}
