import type { CharacterSet } from './character-set.js';

/** A regular expression, as far as it tells how a matcher can go through a text. */
export type PatternTree =
  | { readonly kind: 'empty' }
  | { readonly kind: 'character'; readonly set: CharacterSet }
  | { readonly kind: 'sequence' | 'choice'; readonly parts: readonly PatternTree[] }
  | { readonly kind: 'repeat'; readonly body: PatternTree; readonly least: number; readonly most: number };

export const EMPTY: PatternTree = { kind: 'empty' };

/** Why a pattern is not taken, for its author. */
export class PatternRefused extends Error {}
