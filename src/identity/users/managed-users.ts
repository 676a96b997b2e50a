import { Injectable } from '@nestjs/common';
import { Authorizer } from '../../platform/http/access/authorizer.js';
import { PERMISSIONS } from '../../platform/http/access/permission.decorator.js';
import type { Principal } from '../../platform/http/access/principal.js';
import { TwinScope } from '../../platform/http/access/twin-scope.js';
import { notFound, ProblemError } from '../../platform/http/problems/problem.error.js';
import { requireIdentifier } from '../../platform/http/validation/identifier.js';
import { Users, type User } from './users.js';

/** Judges whom a caller may manage: users can reach any twin, and nobody makes or takes over one who may do more. */
@Injectable()
export class ManagedUsers {
  constructor(
    private readonly users: Users,
    private readonly authorizer: Authorizer,
  ) {}

  /** @throws ProblemError 403 when the caller's token is limited to some twins */
  requireEveryTwin(caller: Principal): void {
    if (TwinScope.of(caller).likePatterns === null) return;
    throw new ProblemError('forbidden', 'Your token is limited to some twins, and users concern all of them.');
  }

  /** @throws ProblemError 403 also when the roles permit something that the caller is not permitted */
  requireRoles(caller: Principal, roles: readonly string[]): void {
    this.requireEveryTwin(caller);
    const beyond = PERMISSIONS.find(
      (one) => this.authorizer.permits({ ...caller, roles }, one) && !this.authorizer.permits(caller, one),
    );
    if (beyond === undefined) return;
    throw new ProblemError('forbidden', `You do not have the permission ${beyond} yourself.`);
  }

  /** The user, for a change. @throws ProblemError 404 without such a user, 403 when the caller may not manage it */
  async require(caller: Principal, id: string): Promise<User> {
    this.requireEveryTwin(caller);
    const user = await this.users.get(caller.tenant, requireIdentifier('user', id));
    if (!user) throw notFound('user', id);
    this.requireRoles(caller, user.roles);
    return user;
  }
}
