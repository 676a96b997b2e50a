import { Injectable } from '@nestjs/common';
import { Authorizer } from '../../platform/http/access/authorizer.js';
import { ProblemError } from '../../platform/http/problems/problem.error.js';

/** Keeps users from having roles that nobody knows. */
@Injectable()
export class KnownRoles {
  constructor(private readonly authorizer: Authorizer) {}

  /** @throws ProblemError 422 naming each role that the tenant does not have */
  async require(tenant: string, roles: readonly string[]): Promise<void> {
    const known = await Promise.all(roles.map((role) => this.authorizer.knows(tenant, role)));
    const errors = roles.flatMap((role, i) =>
      known[i] === true
        ? []
        : [{ pointer: `/roles/${i}`, code: 'unknown-role', message: `there is no role ${role} in this tenant` }],
    );
    if (errors.length === 0) return;
    throw new ProblemError('validation-failed', 'Some of the roles are unknown; see errors.', { errors });
  }
}
