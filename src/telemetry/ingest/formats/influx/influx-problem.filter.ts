import { Catch, type ArgumentsHost } from '@nestjs/common';
import { problemOf } from '../../../../platform/http/problems/problem-of.js';
import { ProblemError } from '../../../../platform/http/problems/problem.error.js';
import { ProblemFilter } from '../../../../platform/http/problems/problem.filter.js';

/** InfluxDB's codes of errors, by status (docs.influxdata.com/influxdb/v2/api, Error). */
const CODES: Readonly<Record<number, string>> = {
  400: 'invalid',
  401: 'unauthorized',
  403: 'forbidden',
  404: 'not found',
  413: 'request too large',
  422: 'unprocessable entity',
  429: 'too many requests',
  503: 'unavailable',
};

/** Adds to a problem the members `code` and `message`, which is what Telegraf and InfluxDB's clients log. */
@Catch()
export class InfluxProblemFilter extends ProblemFilter {
  override catch(error: unknown, host: ArgumentsHost): void {
    const problem = problemOf(error);
    const { code, message, errors, headers, members, status } = problem;
    const influx = { code: CODES[status] ?? 'internal error', message };
    const extras = { headers, members: { ...members, ...influx }, cause: problem.cause ?? error };
    super.catch(new ProblemError(code, message, errors ? { ...extras, errors } : extras), host);
  }
}
