import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { compileExpression } from './compile-expression.js';
import { parseExpression, parseSyntax } from './parse-expression.js';
import { ScratchBuffers } from './scratch-buffers.js';

const COLUMNS = new Map([
  ['a', Float64Array.of(1, -2, 0.5, 3)],
  ['b', Float64Array.of(2, 2, -4, 0)],
  ['c', Float64Array.of(0, 1, 10, NaN)],
]);

function evaluate(source: string): number[] {
  const tree = parseExpression(source, new Set(COLUMNS.keys()));
  return [...compileExpression(tree, COLUMNS, new ScratchBuffers(4))(4)];
}

describe('compileExpression', () => {
  it.each([
    ['a + b', [3, 0, -3.5, 3]],
    ['a - b * 2', [-3, -6, 8.5, 3]],
    ['a / b', [0.5, -1, -0.125, Infinity]],
    ['a % 2', [1, -0, 0.5, 1]],
    ['a ^ 2', [1, 4, 0.25, 9]],
    ['pow(2, a)', [2, 0.25, Math.SQRT2, 8]],
    ['-a', [-1, 2, -0.5, -3]],
    ['a < b', [1, 1, 0, 0]],
    ['a <= 1', [1, 1, 1, 0]],
    ['a > b', [0, 0, 1, 1]],
    ['a >= 0.5', [1, 0, 1, 1]],
    ['b == 2', [1, 1, 0, 0]],
    ['c != c', [0, 0, 0, 1]],
    ['a > 0 and b > 0', [1, 0, 0, 0]],
    ['a > 2 or b > 0', [1, 1, 0, 1]],
    ['not b', [0, 0, 0, 1]],
    ['if(a > 0, log(a) * 0 + 1, 7)', [1, 7, 1, 1]],
    ['clip(a, 0, 1)', [1, 0, 0.5, 1]],
    ['min(a, b, 0.25)', [0.25, -2, -4, 0]],
    ['max(b, a, c, -1)', [2, 2, 10, NaN]],
    ['abs(a) + sqrt(4)', [3, 4, 2.5, 5]],
    ['floor(a / 2)', [0, -1, 0, 1]],
    ['ceil(a / 2)', [1, -1, 1, 2]],
    ['round(a / 2)', [1, -1, 0, 2]],
    ['log10(1000) + exp(0) + sin(0) + cos(0) + tan(0) + tanh(0)', [5, 5, 5, 5]],
    ['a', [1, -2, 0.5, 3]],
    ['3', [3, 3, 3, 3]],
  ])('computes %p', (source, expected) => {
    const values = evaluate(source);
    expect(values).toHaveLength(expected.length);
    values.forEach((value, index) => {
      const wanted = expected[index] ?? NaN;
      if (Number.isNaN(wanted)) expect(value).toBeNaN();
      else expect(value).toBeCloseTo(wanted, 12);
    });
  });

  it('keeps operands apart, however they nest', () => {
    expect(evaluate('(a + b) * (a - (b + (a * (b - a))))')).toEqual([-6, 0, -23.625, 36]);
    expect(evaluate('min((a + 1) * 2, max(a * a, b * b), (a - b) * (a + b))')).toEqual([-3, -2, -15.75, 8]);
    expect(evaluate('if((a + b) > 0, (a * b) + 1, (a - b) * 2)')).toEqual([3, -8, 9, 1]);
  });

  it('does not write to its columns', () => {
    const before = [...(COLUMNS.get('a') ?? [])];
    evaluate('-a + a * a');
    expect([...(COLUMNS.get('a') ?? [])]).toEqual(before);
  });

  it('agrees with JavaScript on random arithmetic', () => {
    const leaf = fc.constantFrom('a', 'b', '1.5', '3');
    const { tree } = fc.letrec<{ tree: string }>((tie) => ({
      tree: fc.oneof(
        { maxDepth: 6, depthSize: 'large' },
        leaf,
        fc.tuple(tie('tree'), fc.constantFrom('+', '-', '*', '/'), tie('tree')).map(([l, o, r]) => `(${l} ${o} ${r})`),
      ),
    }));
    fc.assert(
      fc.property(tree, (source) => {
        const expected = interpret(source, { a: -2, b: 2 });
        expect(evaluate(source)[1]).toBe(expected);
      }),
    );
  });

  it('refuses a name without a column', () => {
    expect(() => compileExpression(parseSyntax('x'), COLUMNS, new ScratchBuffers(1))).toThrow('Unknown name "x"');
  });
});

/** A second, scalar reading of fully parenthesised arithmetic. */
function interpret(source: string, values: Record<string, number>): number {
  const node = parseSyntax(source);
  const value = (tree: typeof node): number => {
    if (tree.kind === 'number') return tree.value;
    if (tree.kind === 'name') return values[tree.name] ?? NaN;
    if (tree.kind !== 'binary') return NaN;
    const [left, right] = [value(tree.left), value(tree.right)];
    if (tree.operator === '+') return left + right;
    if (tree.operator === '-') return left - right;
    return tree.operator === '*' ? left * right : left / right;
  };
  return value(node);
}
