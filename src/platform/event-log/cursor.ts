import { ProblemError } from '../http/problems/problem.error.js';

const WIDTH = 16;

/** The opaque form of a position: fixed width, so that cursors sort as text in the order of the log. */
export function cursorAt(position: number): string {
  return String(position).padStart(WIDTH, '0');
}

/** The position of a cursor, or undefined when it is malformed. */
export function positionOf(cursor: string): number | undefined {
  if (!/^\d{16}$/.test(cursor)) return undefined;
  const position = Number(cursor);
  return Number.isSafeInteger(position) ? position : undefined;
}

/** The position of a cursor that a caller sent. @throws ProblemError 400 when it is malformed */
export function requirePosition(cursor: string): number {
  const position = positionOf(cursor);
  if (position !== undefined) return position;
  throw new ProblemError('invalid-cursor', 'The cursor is not one that this server gave.');
}

/** @throws ProblemError 409 when a position is one that the log has not reached */
export function refuseAhead(position: number, head: number): void {
  if (position <= head) return;
  throw new ProblemError('cursor-ahead', `The log ends at ${cursorAt(head)}, before this cursor.`);
}

/**
 * What a reader is told whose events are no longer kept.
 * @param oldest the position after which everything is kept
 */
export function cursorExpired(oldest: number): ProblemError {
  const cursor = cursorAt(oldest);
  return new ProblemError('cursor-expired', `The log is kept from ${cursor} on; this cursor is older.`, {
    members: { oldest_cursor: cursor, links: { snapshot: '/snapshot' } },
    headers: { link: '</snapshot>; rel="related"' },
  });
}
