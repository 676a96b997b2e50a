import { placeOf } from './page.js';
import { ProblemError } from '../problems/problem.error.js';

/** Where a list that shows the newest first goes on: after this moment, and among equals before this id. */
export interface PlaceInTime {
  readonly at: Date;
  readonly id: string;
}

/** The parts of the page token of a row. */
export function keyInTime(createdAt: Date, id: string): readonly (string | number)[] {
  return [createdAt.getTime(), id];
}

/** @throws ProblemError 422 for a token that no such list gave */
export function placeInTime(token: string | undefined): PlaceInTime | undefined {
  const place = placeOf(token, ['number', 'string']);
  if (!place) return undefined;
  const at = new Date(Number(place[0]));
  // A whole number can still be beyond the last moment that there is.
  if (!Number.isNaN(at.getTime())) return { at, id: String(place[1]) };
  throw new ProblemError('validation-failed', 'The page token is not one that this list gave.', {
    errors: [{ pointer: '?page_token', code: 'invalid', message: 'must be the next_page_token of the page before' }],
  });
}
