import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import type { Permission } from '../../../platform/http/access/permission.decorator.js';
import { Rounds } from '../../../platform/lifecycle/rounds.js';
import { BUILT_IN_ROLES } from './built-in-roles.js';
import { CustomRoles } from './custom-roles.js';
import { effectiveRoles, type EffectiveRoles } from './role-definition.js';

/** How soon a process knows what another one has changed. */
const EVERY_MS = 1000;
const BUILT_IN = effectiveRoles(BUILT_IN_ROLES);

/** What the roles of all tenants permit, in memory: it is asked for every request and every message. */
@Injectable()
export class RoleBook implements OnApplicationBootstrap {
  private tenants: ReadonlyMap<string, EffectiveRoles> = new Map();

  constructor(
    private readonly stored: CustomRoles,
    private readonly rounds: Rounds,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    await this.read();
    this.rounds.every({ everyMs: EVERY_MS }, 'reading the roles', () => this.read());
  }

  /** Whether one of the tenant's roles of these names permits it; an unknown role permits nothing. */
  permits(tenant: string, roles: readonly string[], permission: Permission): boolean {
    const known = this.tenants.get(tenant) ?? BUILT_IN;
    return roles.some((role) => known.get(role)?.has(permission));
  }

  has(tenant: string, role: string): boolean {
    return (this.tenants.get(tenant) ?? BUILT_IN).has(role);
  }

  /** What a role permits; nothing when there is none of that name. */
  permissionsOf(tenant: string, role: string): ReadonlySet<Permission> {
    return (this.tenants.get(tenant) ?? BUILT_IN).get(role) ?? new Set();
  }

  /** Reads the roles that are stored now. */
  async read(): Promise<void> {
    const custom = await this.stored.all();
    this.tenants = new Map(
      custom.map(({ tenant }) => [
        tenant,
        effectiveRoles([...BUILT_IN_ROLES, ...custom.filter((role) => role.tenant === tenant)]),
      ]),
    );
  }
}
