import { ProblemError } from '../../platform/http/problems/problem.error.js';

/** The 422 for a page token that has the right form, and values that no list gave. */
export function foreignPageToken(): ProblemError {
  return new ProblemError('validation-failed', 'The page token is not one that this list gave.', {
    errors: [{ pointer: '?page_token', code: 'invalid', message: 'must be the next_page_token of the page before' }],
  });
}
