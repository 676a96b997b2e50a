import { isDeepStrictEqual } from 'node:util';
import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.js';
import { EventLog } from '../../platform/event-log/event-log.js';
import type { Operation } from '../../platform/event-log/operation.js';
import { requireMatch } from '../../platform/http/conditional/entity-tag.js';
import { notFound, ProblemError } from '../../platform/http/problems/problem.error.js';
import { UserCreated } from '../messages/user-created.event.js';
import { UserRemoved } from '../messages/user-removed.event.js';
import { UserUpdated, type UserChange } from '../messages/user-updated.event.js';
import { SessionEnding } from '../sessions/session-ending.js';
import { Revocations } from '../tokens/revocations.js';
import { KnownRoles } from './known-roles.js';
import { ADMIN, requireAnotherAdmin } from './last-admin.js';
import { requireOtherThanName } from './password-rules.js';
import { hashPassword } from './passwords.js';
import { userData } from './user-on-the-wire.js';
import { Users, type User, type UserAccess } from './users.js';

export interface NewUser extends UserAccess {
  readonly username: string;
  readonly password: string;
}

const CHANGES = ['roles', 'twins', 'disabled'] as const satisfies readonly UserChange[];

/** Makes, changes and removes users. */
@Injectable()
export class UserAdministration {
  constructor(
    private readonly database: Database,
    private readonly users: Users,
    private readonly roles: KnownRoles,
    private readonly ending: SessionEnding,
    private readonly revocations: Revocations,
    private readonly log: EventLog,
  ) {}

  /** @throws ProblemError 422 for unknown roles or the name as the password, 409 when the name is taken */
  async create(operation: Operation, { username, password, ...access }: NewUser): Promise<User> {
    const { tenant } = operation;
    requireOtherThanName(password, username, '/password');
    await this.roles.require(tenant, access.roles);
    const passwordHash = await hashPassword(password);
    return this.database.transaction(async () => {
      const id = await this.users.add(tenant, username, passwordHash, access);
      if (id === undefined) throw new ProblemError('conflict', `There is a user ${username} already.`);
      this.log.append(operation, new UserCreated(userData({ id, username, ...access })));
      return this.present(tenant, id);
    });
  }

  /**
   * Gives a user other roles, twins or enables and disables it, and ends its sessions; what changes nothing ends none.
   * @throws ProblemError 404, 412 when `ifMatch` is of another revision, 409 for the last admin, 422 for unknown roles
   */
  async change(
    operation: Operation,
    id: string,
    change: Partial<UserAccess>,
    ifMatch: string | undefined,
  ): Promise<User> {
    const { tenant } = operation;
    if (change.roles) await this.roles.require(tenant, change.roles);
    return this.database.transaction(async () => {
      const { user, locked } = await this.lock(tenant, id, ifMatch);
      const { roles, twins, disabled } = { ...user, ...change };
      const access = { roles, twins, disabled };
      const changed = CHANGES.filter((name) => !isDeepStrictEqual(user[name], access[name]));
      if (changed.length === 0) return user;
      requireAnotherAdmin(locked, id, access);
      await this.users.update(user, access);
      const gone = disabled && !user.disabled;
      await this.ending.all(operation, user, gone ? 'user_disabled' : 'access_changed');
      if (gone) await this.revocations.revoke({ tenant, subject: user.username });
      this.log.append(operation, new UserUpdated({ ...userData({ ...user, ...access }), changed }));
      return this.present(tenant, id);
    });
  }

  /** @throws ProblemError 404, 412 when `ifMatch` is of another revision, 409 for the last admin */
  async remove(operation: Operation, id: string, ifMatch: string | undefined): Promise<void> {
    const { tenant } = operation;
    await this.database.transaction(async () => {
      const { user, locked } = await this.lock(tenant, id, ifMatch);
      requireAnotherAdmin(locked, id, undefined);
      await this.ending.all(operation, user, 'user_removed');
      // Tokens of the command line carry the name alone, and another user may come to have it.
      await this.revocations.revoke({ tenant, subject: user.username });
      await this.users.remove(user);
      this.log.append(operation, new UserRemoved({ user_id: id, username: user.username }));
    });
  }

  /** Locks the user, and with it whoever else is an admin. */
  private async lock(tenant: string, id: string, ifMatch: string | undefined): Promise<{ user: User; locked: User[] }> {
    const locked = await this.users.lockWithRole(tenant, id, ADMIN);
    const user = locked.find((one) => one.id === id);
    if (!user) throw notFound('user', id);
    requireMatch(ifMatch, user);
    return { user, locked };
  }

  private async present(tenant: string, id: string): Promise<User> {
    const user = await this.users.get(tenant, id);
    if (!user) throw notFound('user', id);
    return user;
  }
}
