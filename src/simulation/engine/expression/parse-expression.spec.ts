import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Expression } from './expression.js';
import { ExpressionError } from './expression-error.js';
import { parseExpression } from './parse-expression.js';

const NAMES = new Set(['a', 'b', 'c', 'price']);

function shape(node: Expression): string {
  switch (node.kind) {
    case 'number':
      return String(node.value);
    case 'name':
      return node.name;
    case 'prefix':
      return `(${node.operator} ${shape(node.operand)})`;
    case 'binary':
      return `(${shape(node.left)} ${node.operator} ${shape(node.right)})`;
    case 'call':
      return `${node.function}[${node.args.map(shape).join(' ')}]`;
  }
}

describe('parseExpression', () => {
  it.each([
    ['1 + 2 * 3', '(1 + (2 * 3))'],
    ['a - b - c', '((a - b) - c)'],
    ['a / b % c', '((a / b) % c)'],
    ['2 ^ 3 ^ 2', '(2 ^ (3 ^ 2))'],
    ['-2 ^ 2', '(- (2 ^ 2))'],
    ['2 ^ -1', '(2 ^ (- 1))'],
    ['-a * b', '((- a) * b)'],
    ['a - -b', '(a - (- b))'],
    ['(a + b) * c', '((a + b) * c)'],
    ['a + 1 > b and not b > c or c', '((((a + 1) > b) and (not (b > c))) or c)'],
    ['not not a', '(not (not a))'],
    ['a == b != (c < 1)', null],
    ['if(a > 1, min(a, b, c), clip(b, 0, 1e3))', 'if[(a > 1) min[a b c] clip[b 0 1000]]'],
  ])('reads %p as %p', (source, expected) => {
    if (expected === null) expect(() => parseExpression(source, NAMES)).toThrow('comparisons do not chain');
    else expect(shape(parseExpression(source, NAMES))).toBe(expected);
  });

  it.each([
    ['', 0, 'The expression ends: expected a value'],
    ['a +', 3, 'The expression ends: expected a value'],
    ['a b', 2, 'expected an operator'],
    ['2a', 1, 'expected an operator'],
    ['(a', 2, 'expected ")"'],
    ['a)', 1, 'Unexpected ")"'],
    ['+a', 0, 'Unexpected "+"'],
    ['a + not b', 4, 'parentheses'],
    ['1 < a < 2', 6, 'comparisons do not chain'],
    ['min(a)', 0, 'at least 2'],
    ['exp()', 0, '1 argument(s), not 0'],
    ['clip(a, 1)', 0, '3 argument(s), not 2'],
    ['min(a,)', 6, 'Unexpected ")"'],
    ['system(a)', 0, 'Unknown function "system"'],
    ['constructor(a)', 0, 'Unknown function "constructor"'],
    ['a + demand', 4, 'Unknown name "demand"'],
    ['__proto__', 0, 'Unknown name "__proto__"'],
    ['a * toString', 4, 'Unknown name "toString"'],
    ['min + a', 0, 'Unknown name "min"'],
    ['1e999', 0, 'out of range'],
    ['a["b"]', 1, '"["'],
    ['a.constructor', 1, '"."'],
  ])('refuses %p at its place', (source, position, message) => {
    let caught: unknown;
    try {
      parseExpression(source, NAMES);
    } catch (error) {
      caught = error;
    }
    expect(caught).toBeInstanceOf(ExpressionError);
    expect(caught).toMatchObject({ position });
    expect(String(caught)).toContain(message);
  });

  it.each(['(', 'abs(', '-', 'not ', '2^'])('limits the nesting of %p', (opening) => {
    const closing = opening.endsWith('(') ? ')' : '';
    const nested = (depth: number): string => opening.repeat(depth) + 'a' + closing.repeat(depth);
    expect(() => parseExpression(nested(50), NAMES)).not.toThrow();
    expect(() => parseExpression(nested(51), NAMES)).toThrow('Nested deeper than 50');
  });

  it('takes a long sum, which does not nest', () => {
    expect(() => parseExpression('a' + '+a'.repeat(249), NAMES)).not.toThrow();
  });

  it('never throws anything but ExpressionError', () => {
    const words = fc.constantFrom(
      ...'a b price and or not if clip min ( ) , + - * / % ^ < >= == 1 2.5 1e9 __proto__ $ '.split(' '),
    );
    const sources = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 60 }),
      fc.array(words).map((list) => list.join(' ')),
    );
    fc.assert(
      fc.property(sources, (source) => {
        try {
          parseExpression(source, NAMES);
        } catch (error) {
          expect(error).toBeInstanceOf(ExpressionError);
        }
      }),
      { numRuns: 2000 },
    );
  });
});
