import { ProblemError } from '../../platform/http/problems/problem.error.js';

/** Fewest and most characters of a new password. */
export const SHORTEST_PASSWORD = 12;
export const LONGEST_PASSWORD = 1024;

/**
 * Lengths are checked where a body is read; this is what takes the user's name.
 * @throws ProblemError 422 when the password is the name of the user, in whatever case
 */
export function requireOtherThanName(password: string, username: string, pointer: string): void {
  if (password.toLowerCase() !== username.toLowerCase()) return;
  throw new ProblemError('validation-failed', 'The password cannot be the name of the user.', {
    errors: [{ pointer, code: 'user-name', message: 'must not be the name of the user' }],
  });
}
