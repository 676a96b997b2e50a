import { ProblemError } from '../../platform/http/problems/problem.error.js';
import type { User, UserAccess } from './users.js';

/** The role that manages users. */
export const ADMIN = 'admin';

/**
 * Somebody must be left who can manage the tenant: an enabled admin of all twins.
 * @param users the locked ones: the one that changes, and every enabled admin
 * @param change what becomes of the user; undefined when it is removed
 * @throws ProblemError 409 when nobody would be left
 */
export function requireAnotherAdmin(users: readonly User[], id: string, change: UserAccess | undefined): void {
  const before = users.find((user) => user.id === id);
  if (!before || !manages(before) || (change && manages(change))) return;
  if (users.some((user) => user.id !== id && manages(user))) return;
  throw new ProblemError('conflict', 'This is the last enabled admin of all twins: make another one first.');
}

function manages({ roles, twins, disabled }: UserAccess): boolean {
  return !disabled && twins === null && roles.includes(ADMIN);
}
