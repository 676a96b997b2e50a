import { ExpressionError } from './expression-error.js';
import { MAX_LENGTH, MAX_TOKENS } from './expression-limits.js';
import type { Token } from './token.js';

const NUMBER = /(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?/y;
const NAME = /[A-Za-z_][A-Za-z0-9_]*/y;
const SYMBOL = /<=|>=|==|!=|[-+*/%^<>(),]/y;
const SPACE = /\s+/y;
const WORD_OPERATORS = new Set(['and', 'or', 'not']);

/**
 * Cuts an expression into tokens.
 * @throws ExpressionError for a character that belongs to no token, and beyond the limits of length and tokens
 */
export function tokenize(source: string): Token[] {
  if (source.length > MAX_LENGTH) throw new ExpressionError(`More than ${MAX_LENGTH} characters`, MAX_LENGTH);
  const tokens: Token[] = [];
  let position = 0;
  while (position < source.length) {
    const space = match(SPACE, source, position);
    if (space !== undefined) {
      position += space.length;
      continue;
    }
    if (tokens.length === MAX_TOKENS) throw new ExpressionError(`More than ${MAX_TOKENS} tokens`, position);
    const token = tokenAt(source, position);
    tokens.push(token);
    position += token.text.length;
  }
  tokens.push({ kind: 'end', text: '', position });
  return tokens;
}

function tokenAt(source: string, position: number): Token {
  const number = match(NUMBER, source, position);
  if (number !== undefined) return { kind: 'number', text: number, position };
  const name = match(NAME, source, position);
  if (name !== undefined) return { kind: WORD_OPERATORS.has(name) ? 'symbol' : 'name', text: name, position };
  const symbol = match(SYMBOL, source, position);
  if (symbol !== undefined) return { kind: 'symbol', text: symbol, position };
  const character = String.fromCodePoint(source.codePointAt(position) ?? 0);
  throw new ExpressionError(`Unexpected ${JSON.stringify(character)}${hint(character)}`, position);
}

function match(pattern: RegExp, source: string, position: number): string | undefined {
  pattern.lastIndex = position;
  return pattern.exec(source)?.[0];
}

function hint(character: string): string {
  if (character === '=') return ' (equality is written ==)';
  if (character === '&' || character === '|' || character === '!') return ' (logic is written and, or, not, !=)';
  return '';
}
