import { escapedCharacters, readClass } from './pattern-characters.js';
import { PatternReader } from './pattern-reader.js';
import { ANYTHING } from './character-set.js';
import { EMPTY, PatternRefused, type PatternTree } from './pattern-tree.js';

/**
 * Reads a regular expression that JavaScript takes with the flag `u` (ECMA-262, 22.2.1).
 * @throws PatternRefused for what cannot be matched by going through the text once: references back, and looking around
 */
export function parsePattern(source: string): PatternTree {
  return choice(new PatternReader(source));
}

function choice(reader: PatternReader): PatternTree {
  const parts = [sequence(reader)];
  while (reader.take('|')) parts.push(sequence(reader));
  return parts.length === 1 && parts[0] ? parts[0] : { kind: 'choice', parts };
}

function sequence(reader: PatternReader): PatternTree {
  const parts: PatternTree[] = [];
  while (!reader.ended && !reader.sees('|') && !reader.sees(')')) parts.push(repeated(reader, atom(reader)));
  return { kind: 'sequence', parts };
}

function atom(reader: PatternReader): PatternTree {
  const character = reader.next();
  switch (character) {
    case '^':
    case '$':
      return EMPTY;
    case '.':
      return { kind: 'character', set: ANYTHING };
    case '(':
      return group(reader);
    case '[':
      return { kind: 'character', set: readClass(reader) };
    case '\\':
      return escape(reader);
    default:
      return { kind: 'character', set: [[character.codePointAt(0) ?? 0, character.codePointAt(0) ?? 0]] };
  }
}

function group(reader: PatternReader): PatternTree {
  if (reader.take('?') && !reader.take(':')) {
    if (!reader.take('<') || reader.sees('=') || reader.sees('!')) {
      throw new PatternRefused('it looks ahead or behind');
    }
    reader.takeUntil('>');
  }
  const body = choice(reader);
  reader.next();
  return body;
}

function escape(reader: PatternReader): PatternTree {
  if (reader.take('b') || reader.take('B')) return EMPTY;
  if (reader.sees('k') || /[1-9]/.test(reader.ahead)) throw new PatternRefused('it refers back to what it matched');
  return { kind: 'character', set: escapedCharacters(reader) };
}

function repeated(reader: PatternReader, body: PatternTree): PatternTree {
  const times = quantifier(reader);
  if (!times) return body;
  // Whether few or many are tried first makes no difference to how many ways there are.
  reader.take('?');
  return { kind: 'repeat', body, ...times };
}

function quantifier(reader: PatternReader): { least: number; most: number } | undefined {
  if (reader.take('*')) return { least: 0, most: Infinity };
  if (reader.take('+')) return { least: 1, most: Infinity };
  if (reader.take('?')) return { least: 0, most: 1 };
  if (!reader.take('{')) return undefined;
  const [least = '', most] = reader.takeUntil('}').split(',');
  return { least: Number(least), most: most === undefined ? Number(least) : most === '' ? Infinity : Number(most) };
}
