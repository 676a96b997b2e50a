import { placeOf } from '../../platform/http/paging/page.js';
import { ProblemError } from '../../platform/http/problems/problem.error.js';
import type { TrailEntry } from './trail-entry.js';

/** Where a list of both kinds goes on: before this event, and before the request that was answered then and has this id. */
export interface TrailPlace {
  readonly position: number;
  readonly at: Date;
  readonly id: string;
}

/** The last moment that there is in JavaScript (ECMA-262, 21.4.1.1), in milliseconds. */
const END_OF_TIME = 8.64e15;

/** Where a list begins: after all there is. */
export const BEGINNING: TrailPlace = { position: Number.MAX_SAFE_INTEGER, at: new Date(END_OF_TIME), id: '' };

/** Where the list goes on after this entry, which follows that place. */
export function placeAfter(place: TrailPlace, entry: TrailEntry): TrailPlace {
  return entry.kind === 'event'
    ? { ...place, position: entry.position }
    : { position: place.position, at: entry.at, id: entry.id };
}

/** The parts of a page token. */
export function placeKey({ position, at, id }: TrailPlace): readonly (string | number)[] {
  return [position, at.getTime(), id];
}

/** @throws ProblemError 422 for a token that no such list gave */
export function placeOfToken(token: string | undefined): TrailPlace {
  const parts = placeOf(token, ['number', 'number', 'string']);
  if (!parts) return BEGINNING;
  const at = Number(parts[1]);
  if (at >= 0 && at <= END_OF_TIME) return { position: Number(parts[0]), at: new Date(at), id: String(parts[2]) };
  throw new ProblemError('validation-failed', 'The page token is not one that this list gave.', {
    errors: [{ pointer: '?page_token', code: 'invalid', message: 'must be the next_page_token of the page before' }],
  });
}
