import { ProblemError } from '../../platform/http/problems/problem.error.js';
import type { TimeRangeQuery } from './time-range.query.js';

/** Times that samples are limited to; undefined = no limit. */
export interface SampleTimes {
  readonly start: Date | undefined;
  readonly end: Date | undefined;
}

/** @throws ProblemError 422 when a time has the form of one and is none, such as the 30th of February */
export function timesOf({ start, end }: TimeRangeQuery): SampleTimes {
  const times = {
    start: start === undefined ? undefined : new Date(start),
    end: end === undefined ? undefined : new Date(end),
  };
  const errors = (['start', 'end'] as const)
    .filter((name) => Number.isNaN(times[name]?.getTime() ?? 0))
    .map((name) => ({ pointer: `?${name}`, code: 'timestamp', message: 'must be an RFC 3339 time' }));
  if (errors.length > 0) throw new ProblemError('validation-failed', 'The times cannot be read.', { errors });
  return times;
}
