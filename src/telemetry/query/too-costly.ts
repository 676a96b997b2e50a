import { ProblemError } from '../../platform/http/problems/problem.error.js';

/** The 422 for a query that would cost too much. @param remedy what to narrow, in the words of the parameters */
export function tooCostly(parameter: string, limit: string, remedy: string): ProblemError {
  return new ProblemError('validation-failed', `The query goes over the limit of ${limit}.`, {
    errors: [{ pointer: `?${parameter}`, code: 'too-costly', message: remedy }],
  });
}
