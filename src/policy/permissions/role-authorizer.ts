import { Injectable } from '@nestjs/common';
import { Authorizer } from '../../platform/http/access/authorizer.js';
import type { Permission } from '../../platform/http/access/permission.decorator.js';
import type { Principal } from '../../platform/http/access/principal.js';
import { rolesPermit } from './roles.js';

/** Permits what the principal's roles include. */
@Injectable()
export class RoleAuthorizer extends Authorizer {
  permits(principal: Principal, permission: Permission): boolean {
    return rolesPermit(principal.roles, permission);
  }
}
