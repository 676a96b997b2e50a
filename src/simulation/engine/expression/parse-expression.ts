import { ExpressionError } from './expression-error.js';
import { MAX_DEPTH } from './expression-limits.js';
import type { Expression } from './expression.js';
import { FUNCTIONS, isFunctionName } from './functions.js';
import { namesIn } from './names-in.js';
import { BINDING, bindingOf, isBinaryOperator } from './operators.js';
import { TokenCursor } from './token-cursor.js';
import type { Token } from './token.js';
import { tokenize } from './tokenize.js';

/**
 * Reads an expression to its tree, which may use the given names only.
 *
 * From loose to tight: `or`, `and`, `not`, comparisons (which do not chain), `+ -`, `* / %`, prefix `-`, `^` (from right
 * to left, so -2^2 is -4 and 2^3^2 is 512). A name before `(` is a function.
 * @throws ExpressionError with the place of the first fault
 */
export function parseExpression(source: string, names: ReadonlySet<string>): Expression {
  const expression = parseSyntax(source);
  const unknown = namesIn(expression).find(({ name }) => !names.has(name));
  if (unknown) throw new ExpressionError(`Unknown name "${unknown.name}"`, unknown.position);
  return expression;
}

/**
 * Reads an expression without asking whether its names are known.
 * @throws ExpressionError with the place of the first fault
 */
export function parseSyntax(source: string): Expression {
  const cursor = new TokenCursor(tokenize(source));
  const expression = parseBinary(cursor, BINDING.or, 0);
  if (cursor.current.kind !== 'end') throw cursor.unexpected('expected an operator or the end');
  return expression;
}

/** Precedence climbing: an operand, then every operator that binds at least as tightly as asked. */
function parseBinary(cursor: TokenCursor, least: number, depth: number): Expression {
  let left = parsePrefix(cursor, least, depth);
  for (;;) {
    const { kind, text } = cursor.current;
    if (kind !== 'symbol' || !isBinaryOperator(text)) return left;
    const binding = bindingOf(text);
    if (binding < least) return left;
    cursor.take();
    const fromRight = binding === BINDING.power;
    const right = parseBinary(cursor, fromRight ? binding : binding + 1, fromRight ? depth + 1 : depth);
    left = { kind: 'binary', operator: text, left, right };
    if (binding === BINDING.comparison) refuseChain(cursor);
  }
}

function refuseChain(cursor: TokenCursor): void {
  const { kind, text } = cursor.current;
  if (kind === 'symbol' && isBinaryOperator(text) && bindingOf(text) === BINDING.comparison) {
    throw cursor.unexpected('comparisons do not chain, join them with "and"');
  }
}

function parsePrefix(cursor: TokenCursor, least: number, depth: number): Expression {
  if (depth > MAX_DEPTH) throw new ExpressionError(`Nested deeper than ${MAX_DEPTH}`, cursor.current.position);
  if (cursor.skip('-'))
    return { kind: 'prefix', operator: '-', operand: parseBinary(cursor, BINDING.power, depth + 1) };
  if (least <= BINDING.not && cursor.skip('not')) {
    return { kind: 'prefix', operator: 'not', operand: parseBinary(cursor, BINDING.not, depth + 1) };
  }
  return parsePrimary(cursor, depth);
}

function parsePrimary(cursor: TokenCursor, depth: number): Expression {
  const token = cursor.current;
  if (token.kind === 'number') return parseNumber(cursor.take());
  if (token.kind === 'name') {
    cursor.take();
    return cursor.skip('(')
      ? parseCall(cursor, token, depth)
      : { kind: 'name', name: token.text, position: token.position };
  }
  if (cursor.skip('(')) {
    const inner = parseBinary(cursor, BINDING.or, depth + 1);
    cursor.expect(')');
    return inner;
  }
  throw cursor.unexpected(token.text === 'not' ? 'put "not …" in parentheses here' : 'expected a value');
}

function parseNumber(token: Token): Expression {
  const value = Number(token.text);
  if (!Number.isFinite(value)) throw new ExpressionError(`Number ${token.text} is out of range`, token.position);
  return { kind: 'number', value };
}

function parseCall(cursor: TokenCursor, { text: name, position }: Token, depth: number): Expression {
  const arity = FUNCTIONS.get(name);
  if (!arity || !isFunctionName(name)) throw new ExpressionError(`Unknown function "${name}"`, position);
  const args: Expression[] = [];
  if (!cursor.skip(')')) {
    do args.push(parseBinary(cursor, BINDING.or, depth + 1));
    while (cursor.skip(','));
    cursor.expect(')');
  }
  if (args.length < arity.least || args.length > arity.most) {
    const wanted = arity.most === Infinity ? `at least ${arity.least}` : `${arity.least}`;
    throw new ExpressionError(`"${name}" takes ${wanted} argument(s), not ${args.length},`, position);
  }
  return { kind: 'call', function: name, args };
}
