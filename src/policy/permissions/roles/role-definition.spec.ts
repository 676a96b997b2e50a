import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { PERMISSIONS, type Permission } from '../../../platform/http/access/permission.decorator.js';
import { BUILT_IN_NAMES, BUILT_IN_ROLES } from './built-in-roles.js';
import { effectiveRoles, inheritsItself, type RoleDefinition } from './role-definition.js';

function permitted(role: string, custom: readonly RoleDefinition[] = []): string[] {
  const found = effectiveRoles([...BUILT_IN_ROLES, ...custom]).get(role) ?? new Set<Permission>();
  return PERMISSIONS.filter((permission) => found.has(permission));
}

describe('roles', () => {
  it('permit what is declared for the five', () => {
    expect(Object.fromEntries(BUILT_IN_NAMES.map((name) => [name, permitted(name)]))).toEqual({
      viewer: ['read'],
      agent: ['read', 'propose', 'simulate'],
      executor: ['read', 'execute', 'ingest'],
      supervisor: ['read', 'propose', 'approve', 'simulate'],
      admin: [...PERMISSIONS],
    });
  });

  it('permit nothing by names of object prototypes, nor by those that nobody knows', () => {
    for (const name of ['root', 'constructor', '__proto__', '']) expect(permitted(name)).toEqual([]);
    expect(permitted('lost', [{ name: 'lost', permissions: ['read'], inherits: ['gone'] }])).toEqual(['read']);
  });

  const names = ['a', 'b', 'c', 'd', 'e'];
  const definitions = fc.tuple(
    ...names.map((name) =>
      fc.record({
        name: fc.constant(name),
        permissions: fc.subarray([...PERMISSIONS], { maxLength: 2 }),
        inherits: fc.subarray(names),
      }),
    ),
  );

  it('permit what they and those they inherit from permit, at any depth, in circles too', () => {
    fc.assert(
      fc.property(definitions, (roles) => {
        const effective = effectiveRoles(roles);
        for (const role of roles) {
          const expected = new Set<string>(role.permissions);
          for (const parent of role.inherits) for (const one of effective.get(parent) ?? []) expected.add(one);
          expect([...(effective.get(role.name) ?? [])].sort()).toEqual([...expected].sort());
        }
      }),
    );
  });

  it('inherit from themselves exactly when a way leads back', () => {
    fc.assert(
      fc.property(definitions, ([role, ...others]) => {
        if (!role) throw new Error('There are five of them');
        const reach = (from: string, seen = new Set<string>()): boolean =>
          from === role.name ||
          (!seen.has(from) &&
            (others.find(({ name }) => name === from)?.inherits ?? []).some((next) => reach(next, seen.add(from))));
        expect(inheritsItself(role, others)).toBe(role.inherits.some((parent) => reach(parent)));
      }),
    );
  });
});
