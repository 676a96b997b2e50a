import { describe, expect, it } from '@jest/globals';
import { ProblemError } from '../../platform/http/problems/problem.error.js';
import { requireAnotherAdmin } from './last-admin.js';
import type { User, UserAccess } from './users.js';

const ADMIN: UserAccess = { roles: ['admin'], twins: null, disabled: false };

function user(id: string, access: Partial<UserAccess> = {}): User {
  const now = new Date();
  const rest = { passwordHash: '', revision: 1, createdAt: now, updatedAt: now, secondFactor: false };
  return { id, tenant: 'default', username: id, ...rest, ...ADMIN, ...access };
}

describe('requireAnotherAdmin', () => {
  const losses: [string, UserAccess | undefined][] = [
    ['removed', undefined],
    ['disabled', { ...ADMIN, disabled: true }],
    ['stripped of the role', { ...ADMIN, roles: ['viewer'] }],
    ['limited to some twins', { ...ADMIN, twins: ['a*'] }],
  ];

  it.each(losses)('keeps the last one from being %s', (_, change) => {
    const helpless = [user('b', { disabled: true }), user('c', { twins: ['a*'] }), user('d', { roles: ['viewer'] })];
    expect(() => {
      requireAnotherAdmin([user('a'), ...helpless], 'a', change);
    }).toThrow(ProblemError);
    expect(() => {
      requireAnotherAdmin([user('a'), user('b')], 'a', change);
    }).not.toThrow();
  });

  it('lets the last one have more roles, and others go', () => {
    expect(() => {
      requireAnotherAdmin([user('a')], 'a', { ...ADMIN, roles: ['admin', 'viewer'] });
      requireAnotherAdmin([user('a'), user('b', { roles: ['viewer'] })], 'b', undefined);
    }).not.toThrow();
  });
});
