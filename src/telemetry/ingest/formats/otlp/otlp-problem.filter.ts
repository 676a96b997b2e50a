import { Catch, type ArgumentsHost } from '@nestjs/common';
import { problemOf } from '../../../../platform/http/problems/problem-of.js';
import { ProblemError } from '../../../../platform/http/problems/problem.error.js';
import { ProblemFilter } from '../../../../platform/http/problems/problem.filter.js';

/** Adds to a problem the member `message`, which OTLP's clients read (google.rpc.Status). */
@Catch()
export class OtlpProblemFilter extends ProblemFilter {
  override catch(error: unknown, host: ArgumentsHost): void {
    const problem = problemOf(error);
    const { code, message, errors, headers, members } = problem;
    const extras = { headers, members: { ...members, message }, cause: problem.cause ?? error };
    super.catch(new ProblemError(code, message, errors ? { ...extras, errors } : extras), host);
  }
}
