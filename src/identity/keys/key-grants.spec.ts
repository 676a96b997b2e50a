import { describe, expect, it } from '@jest/globals';
import { Authorizer } from '../../platform/http/access/authorizer.js';
import type { Permission } from '../../platform/http/access/permission.decorator.js';
import type { Principal } from '../../platform/http/access/principal.js';
import { ProblemError } from '../../platform/http/problems/problem.error.js';
import { KnownRoles } from '../users/known-roles.js';
import { KeyGrants } from './key-grants.js';

const ROLES: Record<string, readonly Permission[]> = {
  clerk: ['read', 'administer'],
  reader: ['read'],
  gateway: ['read', 'ingest'],
};

class TableAuthorizer extends Authorizer {
  permits({ roles }: Principal, permission: Permission): boolean {
    return roles.some((role) => ROLES[role]?.includes(permission));
  }

  knows(_tenant: string, role: string): Promise<boolean> {
    return Promise.resolve(role in ROLES);
  }
}

const authorizer = new TableAuthorizer();
const grants = new KeyGrants(new KnownRoles(authorizer), authorizer);

async function judged(roles: string[], twins: string[] | null, own?: string[]): Promise<string> {
  const maker = { subject: 'm', tenant: 't', roles: ['clerk'], twins: own };
  try {
    await grants.require(maker, roles, twins);
    return 'granted';
  } catch (error) {
    if (error instanceof ProblemError) return error.code;
    throw error;
  }
}

describe('KeyGrants', () => {
  it('grants roles that permit nothing which their maker is not permitted', async () => {
    expect(await judged(['reader'], null)).toBe('granted');
    expect(await judged(['clerk', 'reader'], null)).toBe('granted');
    expect(await judged(['gateway'], null)).toBe('forbidden');
    expect(await judged(['reader', 'gateway'], null)).toBe('forbidden');
    expect(await judged(['king'], null)).toBe('validation-failed');
  });

  it('grants the twins that their maker reaches', async () => {
    expect(await judged(['reader'], ['line_1', 'line_2*'], ['line_*'])).toBe('granted');
    expect(await judged(['reader'], ['line_1', 'oven'], ['line_*'])).toBe('forbidden');
    expect(await judged(['reader'], null, ['*'])).toBe('forbidden');
    expect(await judged(['reader'], ['*'], ['*'])).toBe('granted');
    expect(await judged(['reader'], ['a'], [])).toBe('forbidden');
  });
});
