import { describe, expect, it } from '@jest/globals';
import { externalPrincipal, type ClaimPaths } from './claim-mapping.js';

const PATHS: ClaimPaths = { subject: 'sub', roles: 'roles', tenant: undefined, twins: undefined, roleMap: undefined };

function principal(claims: Record<string, unknown>, paths: Partial<ClaimPaths> = {}) {
  return externalPrincipal({ sub: 'ada', ...claims }, { ...PATHS, ...paths });
}

describe('externalPrincipal', () => {
  it('names the subject so that it is no user or key of ours', () => {
    expect(principal({ sub: 'admin' })?.subject).toBe('oidc:admin');
    expect(principal({ email: 'ada@plant.example' }, { subject: 'email' })?.subject).toBe('oidc:ada@plant.example');
    for (const sub of [undefined, '', 7, ['a'], 'a\0b', '\ud800', 'a'.repeat(257)]) {
      expect(principal({ sub })).toBeUndefined();
    }
  });

  it.each([
    [{ roles: ['viewer', 7, ''] }, 'roles', ['viewer']],
    [{ roles: 'viewer agent' }, 'roles', ['viewer', 'agent']],
    [{ realm_access: { roles: ['admin'] } }, 'realm_access.roles', ['admin']],
    [{ 'https://plant.example/roles': ['admin'] }, 'https://plant.example/roles', ['admin']],
    [{ realm_access: ['admin'] }, 'realm_access.roles', []],
    [{ realm_access: null }, 'realm_access.roles', []],
    [{}, 'constructor.name', []],
    [{ roles: { admin: true } }, 'roles', []],
  ])('finds in %j by %s the roles %j', (claims, roles, expected) => {
    expect(principal(claims, { roles })?.roles).toEqual(expected);
  });

  it('gives our names to the roles of the provider, and ignores those without one', () => {
    const roleMap = [
      ['plant-admins', 'admin'],
      ['ops', 'supervisor'],
      ['ops', 'executor'],
      ['leads', 'supervisor'],
    ] as const;
    expect(principal({ roles: ['ops', 'leads', 'admin'] }, { roleMap })?.roles).toEqual(['supervisor', 'executor']);
  });

  it('is of the tenant that the claim names, and of none without it', () => {
    expect(principal({})?.tenant).toBe('default');
    expect(principal({ site: { tenant: 'north' } }, { tenant: 'site.tenant' })?.tenant).toBe('north');
    expect(principal({}, { tenant: 'site.tenant' })).toBeUndefined();
    expect(principal({ site: ['north'] }, { tenant: 'site' })).toBeUndefined();
  });

  it('reaches the twins that the claim names, none without it, and all where no claim is looked at', () => {
    expect(principal({ twins: ['line_*'] })?.twins).toBeUndefined();
    expect(principal({ twins: ['line_*'] }, { twins: 'twins' })?.twins).toEqual(['line_*']);
    expect(principal({}, { twins: 'twins' })?.twins).toEqual([]);
  });
});
