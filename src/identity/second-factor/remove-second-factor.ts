import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.js';
import { EventLog } from '../../platform/event-log/event-log.js';
import type { Operation } from '../../platform/event-log/operation.js';
import { notFound } from '../../platform/http/problems/problem.error.js';
import { UserUpdated } from '../messages/user-updated.event.js';
import { userData } from '../users/user-on-the-wire.js';
import { Users } from '../users/users.js';
import { SecondFactors } from './second-factors.js';

/** Lets an admin help a user who has lost the authenticator and the recovery codes. */
@Injectable()
export class RemoveSecondFactor {
  constructor(
    private readonly database: Database,
    private readonly users: Users,
    private readonly factors: SecondFactors,
    private readonly log: EventLog,
  ) {}

  /** @throws ProblemError 404 when there is no such user, or when it has no second factor */
  async of(operation: Operation, userId: string): Promise<void> {
    await this.database.transaction(async () => {
      const user = await this.users.lock(operation.tenant, userId);
      if (!user) throw notFound('user', userId);
      if (!(await this.factors.remove(user))) throw notFound('second factor of', userId);
      this.log.append(operation, new UserUpdated({ ...userData(user), changed: ['second_factor'] }));
    });
  }
}
