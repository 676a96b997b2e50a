import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.js';
import { EventLog } from '../../platform/event-log/event-log.js';
import type { Operation } from '../../platform/event-log/operation.js';
import { notFound } from '../../platform/http/problems/problem.error.js';
import { UserUpdated } from '../messages/user-updated.event.js';
import { SessionEnding } from '../sessions/session-ending.js';
import { requireOtherThanName } from './password-rules.js';
import { hashPassword } from './passwords.js';
import { userData } from './user-on-the-wire.js';
import { Users } from './users.js';

/** Sets the passwords of users. */
@Injectable()
export class UserPasswords {
  constructor(
    private readonly database: Database,
    private readonly users: Users,
    private readonly ending: SessionEnding,
    private readonly log: EventLog,
  ) {}

  /** Also ends all sessions of the user. @throws ProblemError 404 without such a user, 422 when it is the user's name */
  async set(operation: Operation, userId: string, password: string): Promise<void> {
    const passwordHash = await hashPassword(password);
    await this.database.transaction(async () => {
      const user = await this.users.lock(operation.tenant, userId);
      if (!user) throw notFound('user', userId);
      requireOtherThanName(password, user.username, '/password');
      await this.users.setPassword(user, passwordHash);
      await this.ending.all(operation, user, 'password_changed');
      this.log.append(operation, new UserUpdated({ ...userData(user), changed: ['password'] }));
    });
  }
}
