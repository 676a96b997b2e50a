import { PROBLEMS } from './catalogue.js';
import type { ProblemError } from './problem.error.js';

/** The RFC 9457 document of a problem. */
export function problemDocument(problem: ProblemError, requestId: string): Record<string, unknown> {
  return {
    type: `/problems/${problem.code}`,
    title: PROBLEMS[problem.code].title,
    status: problem.status,
    detail: problem.message,
    instance: requestId,
    ...(problem.errors ? { errors: problem.errors } : {}),
    ...problem.members,
  };
}
