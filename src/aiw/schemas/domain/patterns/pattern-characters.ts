import { ANYTHING, complement, DIGITS, SPACE, WORD, type CharacterSet } from './character-set.js';
import type { PatternReader } from './pattern-reader.js';

const KINDS: Readonly<Record<string, CharacterSet>> = { d: DIGITS, w: WORD, s: SPACE };
const CONTROLS: Readonly<Record<string, number>> = { t: 0x09, n: 0x0a, v: 0x0b, f: 0x0c, r: 0x0d, b: 0x08, 0: 0 };

/** What an escape stands for, behind its backslash. A property, such as `\p{L}`, counts as any character. */
export function escapedCharacters(reader: PatternReader): CharacterSet {
  const letter = reader.next();
  const kind = KINDS[letter.toLowerCase()];
  if (kind) return letter in KINDS ? kind : complement(kind);
  if (letter === 'p' || letter === 'P') {
    reader.takeUntil('}');
    return ANYTHING;
  }
  const code = escapedCode(letter, reader);
  return [[code, code]];
}

/** A class, behind its opening bracket. */
export function readClass(reader: PatternReader): CharacterSet {
  const negated = reader.take('^');
  const runs: (readonly [number, number])[] = [];
  while (!reader.ended && !reader.take(']')) {
    const members = classMember(reader);
    const [run] = members;
    if (members.length !== 1 || run?.[0] !== run?.[1] || !reader.take('-')) {
      runs.push(...members);
      continue;
    }
    if (reader.take(']')) {
      runs.push(...members, [0x2d, 0x2d]);
      break;
    }
    runs.push([run?.[0] ?? 0, classMember(reader)[0]?.[1] ?? 0]);
  }
  return negated ? complement(runs) : runs;
}

function classMember(reader: PatternReader): CharacterSet {
  if (reader.take('\\')) return escapedCharacters(reader);
  const code = reader.next().codePointAt(0) ?? 0;
  return [[code, code]];
}

function escapedCode(letter: string, reader: PatternReader): number {
  const control = CONTROLS[letter];
  if (control !== undefined) return control;
  if (letter === 'x') return parseInt(reader.some(2), 16);
  if (letter === 'c') return reader.next().charCodeAt(0) % 32;
  if (letter !== 'u') return letter.codePointAt(0) ?? 0;
  if (reader.take('{')) return parseInt(reader.takeUntil('}'), 16);
  return parseInt(reader.some(4), 16);
}
