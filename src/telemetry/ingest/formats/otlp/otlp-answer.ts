import { ProblemError } from '../../../../platform/http/problems/problem.error.js';
import { allOutOfScope, refusal } from '../../refusal.js';
import type { Intake } from '../../telemetry-intake.js';
import { summary } from '../summary.js';
import type { OtlpAnswerDto } from './otlp.dto.js';

/**
 * The answer of OTLP to a request that could be read, whatever became of its data points.
 * @param pointers where each data point is
 * @throws ProblemError 403 when the token is for other twins than every one of them
 */
export function otlpAnswer({ accepted, rejected }: Intake, pointers: readonly string[]): OtlpAnswerDto {
  if (rejected.length === 0) return {};
  if (accepted.length === 0 && allOutOfScope(rejected)) throw refusal(rejected, true);
  const faults = rejected.map(({ index, errors }) => {
    const words = errors.map(({ pointer, message }) => `${pointer} ${message}`.trim());
    return `${pointers[index] ?? ''}: ${words.join(', ')}`;
  });
  const message = `${rejected.length} of ${pointers.length} data points rejected: ${summary(faults)}`;
  return { partialSuccess: { rejectedDataPoints: rejected.length, errorMessage: message } };
}

/** The answer to what is no OTLP request: a 400, as its specification wants it. */
export function unreadableRequest(errors: ProblemError['errors']): ProblemError {
  const words = summary((errors ?? []).map(({ pointer, message }) => `${pointer} ${message}`.trim()));
  return new ProblemError('malformed-request', `The body is no OTLP request: ${words}.`, errors ? { errors } : {});
}
