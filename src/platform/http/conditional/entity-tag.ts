import { ProblemError } from '../problems/problem.error.js';

/** The ETag of a revision. */
export function etagOf({ revision }: { readonly revision: number }): string {
  return `"${revision}"`;
}

/**
 * Holds a resource against `If-Match` (RFC 9110, 13.1.1); without the header any revision will do.
 * @throws ProblemError 412 when it has changed since it was read
 */
export function requireMatch(ifMatch: string | undefined, resource: { readonly revision: number }): void {
  if (ifMatch === undefined || ifMatch.trim() === '*') return;
  const present = etagOf(resource);
  if (ifMatch.split(',').some((tag) => tag.trim() === present)) return;
  throw new ProblemError('precondition-failed', `It has changed since: its ETag is ${present} now.`);
}
