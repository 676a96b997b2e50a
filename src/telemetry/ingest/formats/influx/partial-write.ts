import { ProblemError, type FieldFault } from '../../../../platform/http/problems/problem.error.js';
import { allOutOfScope } from '../../refusal.js';
import type { Intake } from '../../telemetry-intake.js';
import { summary } from '../summary.js';

/** A fault, and the number of the line that it is on, from 1. */
interface LineFieldFault extends FieldFault {
  readonly line: number;
}

/** The answer to lines of which some were not stored, in the words in which InfluxDB says it. */
export function partialWrite({ accepted, rejected }: Intake, lines: readonly number[]): ProblemError {
  const errors = rejected.flatMap(({ index, errors }) =>
    errors.map((fault): LineFieldFault => ({ ...fault, line: lines[index] ?? 0 })),
  );
  const words = summary(
    errors.map(({ line, pointer, message }) => `line ${line}: ${pointer} ${message}`.replace(':  ', ': ')),
  );
  const stored = `partial write: ${accepted.length} of ${lines.length} lines stored`;
  const refused = accepted.length === 0 && allOutOfScope(rejected);
  return new ProblemError(refused ? 'forbidden' : 'validation-failed', `${stored}; ${words}`, {
    errors,
    members: { accepted: accepted.length },
  });
}
