import { isDeepStrictEqual } from 'node:util';
import type { Schema } from '../keywords.js';
import { SchemaDocument } from '../schema-document.js';
import type { Break } from './break.js';
import { SchemaComparison } from './schema-comparison.js';

/**
 * Why values that fit the older schema may not fit the newer one. When there is no break, every value that fits the
 * older schema fits the newer: it is backward compatible. The reverse is not promised, since what cannot be shown counts
 * as a break.
 */
export function breaksBetween(older: Schema, newer: Schema): Break[] {
  if (isDeepStrictEqual(older, newer)) return [];
  const breaks = new SchemaComparison().breaks([new SchemaDocument(older).root], new SchemaDocument(newer).root);
  return [...new Map(breaks.map((one) => [`${one.pointer} ${one.rule} ${one.message}`, one])).values()];
}
