import { ProblemError } from '../problems/problem.error.js';
import { isStorableText } from '../validation/identifier.js';

export interface Page<Item> {
  readonly items: Item[];
  readonly next_page_token: string | null;
}

/**
 * Makes a page from `limit + 1` rows: the extra one tells whether there is more, and the last shown one is where it goes on.
 * @param keyOf what tells a row's place in the order: strings and numbers
 */
export function pageOf<Row, Item>(
  rows: readonly Row[],
  limit: number,
  keyOf: (row: Row) => readonly (string | number)[],
  show: (row: Row) => Item,
): Page<Item> {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  const more = rows.length > limit && last !== undefined;
  return {
    items: shown.map(show),
    next_page_token: more ? Buffer.from(JSON.stringify(keyOf(last))).toString('base64url') : null,
  };
}

/**
 * The place that a page token stands for, or undefined without a token.
 * @param shape the type of each part, such as `['string', 'number']`; numbers are whole
 * @throws ProblemError 422 for a token that no list of this shape gave
 */
export function placeOf(
  token: string | undefined,
  shape: readonly ('string' | 'number')[],
): (string | number)[] | undefined {
  if (token === undefined) return undefined;
  const parts = decode(token);
  if (Array.isArray(parts) && parts.length === shape.length && parts.every((part, i) => fits(part, shape[i]))) {
    return parts as (string | number)[];
  }
  throw new ProblemError('validation-failed', 'The page token is not one that this list gave.', {
    errors: [{ pointer: '?page_token', code: 'invalid', message: 'must be the next_page_token of the page before' }],
  });
}

/** A token that was tampered with must not reach the database with what it cannot take. */
function fits(part: unknown, type: 'string' | 'number' | undefined): boolean {
  return typeof part === 'string'
    ? type === 'string' && isStorableText(part)
    : type === 'number' && Number.isSafeInteger(part);
}

function decode(token: string): unknown {
  try {
    const parts: unknown = JSON.parse(Buffer.from(token, 'base64url').toString('utf8'));
    return parts;
  } catch {
    // Not JSON: not a token of ours, which the caller says.
    return undefined;
  }
}
