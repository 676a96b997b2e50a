import { ProblemError } from '../../platform/http/problems/problem.error.js';
import { OUT_OF_SCOPE } from './normaliser.js';
import type { ReadingRejection } from './reading-rejection.js';

/** The answer to a request none of whose readings was stored: 422 with all their faults, or 403. */
export function refusal(rejected: readonly ReadingRejection[], many: boolean): ProblemError {
  const faults = rejected.flatMap(({ index, errors }) =>
    errors.map((fault) => (many ? { ...fault, pointer: `/${index}${fault.pointer}` } : fault)),
  );
  if (allOutOfScope(rejected)) {
    return new ProblemError('forbidden', 'The token is limited to other twins.', { errors: faults });
  }
  const none = [{ pointer: '', code: 'minItems', message: 'must hold at least one reading' }];
  const detail = many ? 'No reading is valid; see errors.' : 'The reading is not valid.';
  return new ProblemError('validation-failed', detail, { errors: faults.length > 0 ? faults : none });
}

/** Whether nothing is wrong with the readings but who sent them. */
export function allOutOfScope(rejected: readonly ReadingRejection[]): boolean {
  return rejected.length > 0 && rejected.every(({ errors }) => errors.every(({ code }) => code === OUT_OF_SCOPE));
}
