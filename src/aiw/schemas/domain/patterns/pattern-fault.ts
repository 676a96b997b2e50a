import { refuseAmbiguity } from './ambiguity.js';
import { parsePattern } from './pattern-parser.js';
import { PatternRefused } from './pattern-tree.js';
import { Positions } from './positions.js';

/** Why a pattern is not taken: it is no regular expression, or one that a matcher can take very long over. */
export function patternFault(source: string): string | undefined {
  try {
    new RegExp(source, 'u');
    refuseAmbiguity(new Positions(parsePattern(source)), source.startsWith('^') && !source.includes('|'));
    return undefined;
  } catch (error) {
    if (error instanceof PatternRefused) return `is refused, since ${error.message}`;
    if (error instanceof SyntaxError) return 'is no regular expression of ECMA-262';
    throw error;
  }
}
