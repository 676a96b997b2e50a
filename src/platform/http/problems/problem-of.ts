import { HttpException } from '@nestjs/common';
import { isDatabaseUnavailable } from '../../database/database-unavailable.js';
import { isConflict } from '../../database/transient-failure.js';
import { isUnknownTenant } from '../../database/unknown-tenant.js';
import type { ProblemCode } from './catalogue.js';
import { ProblemError } from './problem.error.js';

const BY_STATUS: Readonly<Record<number, ProblemCode>> = {
  400: 'malformed-request',
  401: 'unauthenticated',
  403: 'forbidden',
  404: 'not-found',
  405: 'method-not-allowed',
  406: 'not-acceptable',
  408: 'request-timeout',
  409: 'conflict',
  412: 'precondition-failed',
  413: 'payload-too-large',
  414: 'uri-too-long',
  415: 'unsupported-media-type',
  422: 'validation-failed',
  429: 'too-many-requests',
  503: 'unavailable',
};

/** The problem that an error of any origin is answered with. What is not a client's fault shows no internals. */
export function problemOf(error: unknown): ProblemError {
  if (error instanceof ProblemError) return error;
  if (isDatabaseUnavailable(error)) {
    return new ProblemError('database-unavailable', 'The database cannot be reached at the moment.', {
      headers: { 'retry-after': '2' },
      cause: error,
    });
  }
  if (isConflict(error)) {
    return new ProblemError('unavailable', 'Others change the same things at the moment.', {
      headers: { 'retry-after': '1' },
      cause: error,
    });
  }
  if (isUnknownTenant(error)) {
    return new ProblemError('not-found', 'There is no such tenant as the token names.', { cause: error });
  }
  const status = statusOf(error);
  const code = status === undefined ? undefined : BY_STATUS[status];
  if (code !== undefined) return new ProblemError(code, (error as Error).message, { cause: error });
  return new ProblemError('internal-error', 'The request could not be completed.', { cause: error });
}

/** Nest's exceptions and Fastify's errors carry a status; other errors may not choose theirs. */
function statusOf(error: unknown): number | undefined {
  if (error instanceof HttpException) return error.getStatus();
  if (error instanceof Error && 'statusCode' in error && 'code' in error && String(error.code).startsWith('FST_')) {
    return Number(error.statusCode);
  }
  if (error instanceof SyntaxError && 'statusCode' in error) return 400;
  return undefined;
}
