import { Injectable } from '@nestjs/common';
import { Authorizer } from '../../platform/http/access/authorizer.js';
import { PERMISSIONS } from '../../platform/http/access/permission.decorator.js';
import type { Principal } from '../../platform/http/access/principal.js';
import { ProblemError } from '../../platform/http/problems/problem.error.js';
import { KnownRoles } from '../users/known-roles.js';
import { isCovered } from './glob-cover.js';

/** Judges what somebody may give to a key: nothing that they do not have themselves. */
@Injectable()
export class KeyGrants {
  constructor(
    private readonly known: KnownRoles,
    private readonly authorizer: Authorizer,
  ) {}

  /** @throws ProblemError 422 for roles that there are not, 403 for more than the maker has */
  async require(maker: Principal, roles: readonly string[], twins: readonly string[] | null): Promise<void> {
    await this.known.require(maker.tenant, roles);
    const asked = { ...maker, roles };
    const beyond = PERMISSIONS.find(
      (one) => this.authorizer.permits(asked, one) && !this.authorizer.permits(maker, one),
    );
    if (beyond !== undefined) throw new ProblemError('forbidden', `You do not have the permission ${beyond} yourself.`);
    if (reaches(maker, twins)) return;
    throw new ProblemError('forbidden', 'Your credential is limited to some twins, and a key of yours must be too.');
  }
}

/** Whether the principal reaches all the twins that these globs do; null stands for all. */
export function reaches({ twins: own }: Principal, twins: readonly string[] | null): boolean {
  if (own === undefined) return true;
  return twins?.every((glob) => isCovered(glob, own)) ?? false;
}
