import { Injectable } from '@nestjs/common';
import { Authorizer } from '../../platform/http/access/authorizer.js';
import type { Permission } from '../../platform/http/access/permission.decorator.js';
import type { Principal } from '../../platform/http/access/principal.js';
import { RoleBook } from './roles/role-book.js';

/** Permits what the principal's roles include. */
@Injectable()
export class RoleAuthorizer extends Authorizer {
  constructor(private readonly book: RoleBook) {
    super();
  }

  permits(principal: Principal, permission: Permission): boolean {
    return this.book.permits(principal.tenant, principal.roles, permission);
  }

  knows(tenant: string, role: string): Promise<boolean> {
    return Promise.resolve(this.book.has(tenant, role));
  }
}
