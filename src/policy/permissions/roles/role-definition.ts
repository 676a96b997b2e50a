import type { Permission } from '../../../platform/http/access/permission.decorator.js';

/** A role: what it permits by itself, and the roles of which it permits all that they do. */
export interface RoleDefinition {
  readonly name: string;
  readonly permissions: readonly Permission[];
  readonly inherits: readonly string[];
}

/** Roles by name, each with all that it permits. */
export type EffectiveRoles = ReadonlyMap<string, ReadonlySet<Permission>>;

/** What roles permit with what they inherit, at any depth; a role that is not among them adds nothing. */
export function effectiveRoles(definitions: readonly RoleDefinition[]): EffectiveRoles {
  const byName = new Map(definitions.map((role) => [role.name, role]));
  const effective = new Map<string, ReadonlySet<Permission>>();
  for (const { name } of definitions) {
    const permissions = new Set<Permission>();
    for (const inherited of lineage(name, byName)) {
      for (const permission of byName.get(inherited)?.permissions ?? []) permissions.add(permission);
    }
    effective.set(name, permissions);
  }
  return effective;
}

/** Whether a role would inherit from itself. */
export function inheritsItself(role: RoleDefinition, definitions: readonly RoleDefinition[]): boolean {
  const byName = new Map([...definitions, role].map((one) => [one.name, one]));
  return role.inherits.some((parent) => lineage(parent, byName).has(role.name));
}

/** The role and all that it inherits from. */
function lineage(name: string, byName: ReadonlyMap<string, RoleDefinition>): ReadonlySet<string> {
  const found = new Set([name]);
  for (const one of found) for (const parent of byName.get(one)?.inherits ?? []) found.add(parent);
  return found;
}
