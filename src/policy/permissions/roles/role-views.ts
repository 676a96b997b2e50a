import { Injectable } from '@nestjs/common';
import { PERMISSIONS } from '../../../platform/http/access/permission.decorator.js';
import { BUILT_IN_ROLES } from './built-in-roles.js';
import { CustomRoles } from './custom-roles.js';
import { effectiveRoles } from './role-definition.js';
import type { RoleDto } from './role.dto.js';

/** The roles of a tenant as they are shown. */
@Injectable()
export class RoleViews {
  constructor(private readonly stored: CustomRoles) {}

  /** The built-in ones, then the tenant's own by name. */
  async list(tenant: string): Promise<RoleDto[]> {
    const custom = await this.stored.of(tenant);
    const effective = effectiveRoles([...BUILT_IN_ROLES, ...custom]);
    const own = custom.map((role) => ({ ...role, built_in: false }));
    const builtIn = BUILT_IN_ROLES.map((role) => ({ ...role, description: '', revision: 0, built_in: true }));
    return [...builtIn, ...own].map(({ name, description, permissions, inherits, built_in, revision }) => ({
      name,
      description,
      permissions,
      inherits,
      effective: PERMISSIONS.filter((permission) => effective.get(name)?.has(permission)),
      built_in,
      revision,
    }));
  }

  async find(tenant: string, name: string): Promise<RoleDto | undefined> {
    return (await this.list(tenant)).find((role) => role.name === name);
  }
}
