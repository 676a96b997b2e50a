import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { compileExpression } from '../expression/compile-expression.js';
import type { Expression } from '../expression/expression.js';
import { parseExpression } from '../expression/parse-expression.js';
import { ScratchBuffers } from '../expression/scratch-buffers.js';
import { kpiFunctionsOn } from './kpi-functions.js';
import { inputsOf } from './kpi-code.js';
import { createMemory, RunMemory, scratchStartOf } from './run-memory.js';

const NAMES = ['a', 'b', 'c'];
const SIZE = 64;

const SPECIAL = [
  0,
  -0,
  1,
  -1,
  NaN,
  Infinity,
  -Infinity,
  Number.MIN_VALUE,
  Number.MAX_VALUE,
  0.5,
  -2.5,
  1e9,
  823550,
  2 ** 52,
];
const value = fc.oneof(
  { weight: 3, arbitrary: fc.double({ min: -10, max: 10, noNaN: true }) },
  { weight: 1, arbitrary: fc.double() },
  { weight: 1, arbitrary: fc.constantFrom(...SPECIAL) },
);
const columns = fc.array(fc.array(value, { minLength: SIZE, maxLength: SIZE }), { minLength: 3, maxLength: 3 });

const UNARY = ['abs', 'sqrt', 'exp', 'log', 'log10', 'floor', 'ceil', 'round', 'sin', 'cos', 'tan', 'tanh'];
const BINARY = ['+', '-', '*', '/', '%', '^', '<', '<=', '>', '>=', '==', '!=', 'and', 'or'];
const literal = fc.constantFrom('0', '1', '2', '0.5', '100', '1e300', '(-3)', '(-0)', '1e-310');
const { tree } = fc.letrec<{ tree: string }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 5, depthSize: 'large' },
    fc.constantFrom(...NAMES),
    literal,
    fc.tuple(fc.constantFrom(...UNARY), tie('tree')).map(([name, x]) => `${name}(${x})`),
    fc.tuple(tie('tree'), fc.constantFrom(...BINARY), tie('tree')).map(([x, o, y]) => `((${x}) ${o} (${y}))`),
    fc.tuple(fc.constantFrom('-', 'not'), tie('tree')).map(([o, x]) => `(${o} (${x}))`),
    fc
      .tuple(fc.constantFrom('if', 'clip', 'min', 'max'), tie('tree'), tie('tree'), tie('tree'))
      .map(([name, x, y, z]) => `${name}(${x}, ${y}, ${z})`),
  ),
}));

interface Result {
  readonly known: boolean;
  readonly values: Float64Array;
}

/** One memory for all: each makes room by address space, not by pages. */
const shared = createMemory();

function byVectors(expression: Expression, data: ReadonlyMap<string, Float64Array>): Result {
  if (!shared) throw new Error('There is no room for a memory');
  const memory = new RunMemory(shared, scratchStartOf(0, 65_536), scratchStartOf(1, 65_536));
  const place = (values: Float64Array): number => {
    const address = memory.scratch(RunMemory.bytesOf(SIZE));
    memory.doubles(address, SIZE).set(values);
    return address;
  };
  const out = place(new Float64Array(SIZE));
  const addresses = inputsOf(expression).map((name) => place(data.get(name) ?? new Float64Array(SIZE)));
  const compute = kpiFunctionsOn(shared, [expression]).get(expression);
  if (!compute) throw new Error('The expression was not compiled');
  return { known: compute(out, SIZE * 8, ...addresses) === 1, values: memory.doubles(out, SIZE).slice() };
}

function byLoops(expression: Expression, data: ReadonlyMap<string, Float64Array>): Float64Array {
  return compileExpression(expression, data, new ScratchBuffers(SIZE))(SIZE);
}

function data(rows: readonly (readonly number[])[]): ReadonlyMap<string, Float64Array> {
  return new Map(NAMES.map((name, index) => [name, Float64Array.from(rows[index] ?? [])]));
}

function expectSame(source: string, rows: readonly (readonly number[])[], mustKnow = false): void {
  const expression = parseExpression(source, new Set(NAMES));
  const { known, values } = byVectors(expression, data(rows));
  if (mustKnow) expect(known).toBe(true);
  if (known) expect([...values]).toEqual([...byLoops(expression, data(rows)).subarray(0, SIZE)]);
}

describe('generated code', () => {
  it('gives the bits of the loops for random expressions', () => {
    fc.assert(
      fc.property(tree, columns, (source, rows) => {
        expectSame(source, rows);
      }),
      { numRuns: 1500 },
    );
  });

  it.each([...UNARY.map((name) => `${name}(a)`), ...BINARY.map((operator) => `a ${operator} b`)])(
    'gives the bits of the loops for %p',
    (source) => {
      fc.assert(
        fc.property(columns, (rows) => {
          expectSame(source, rows);
        }),
        { numRuns: 200 },
      );
    },
  );

  it.each([
    'exp(a)',
    'log(a)',
    'log10(a)',
    'tanh(a)',
    'round(a)',
    'sqrt(a)',
    'clip(a, 0, 1)',
    'if(a, b, c)',
    'max(a, -0.5)',
  ])('knows every argument of %p', (source) => {
    fc.assert(
      fc.property(columns, (rows) => {
        expectSame(source, rows, true);
      }),
      { numRuns: 200 },
    );
  });

  it('says when it does not know an argument', () => {
    const rows = (x: number): number[][] => [new Array<number>(SIZE).fill(x), new Array<number>(SIZE).fill(0.5), []];
    const known = (source: string, x: number): boolean =>
      byVectors(parseExpression(source, new Set(NAMES)), data(rows(x))).known;
    expect([known('sin(a)', 1e5), known('sin(a)', 1e7), known('cos(a)', NaN)]).toEqual([true, false, false]);
    expect([known('a ^ b', 2), known('a ^ b', 0), known('a ^ b', -2)]).toEqual([true, true, false]);
    expect([known('a % b', 7), known('a % b', 1e300)]).toEqual([true, false]);
  });

  it('takes the longest and the deepest expressions', () => {
    const rows = [1, 2, 3].map((x) => new Array<number>(SIZE).fill(x / 4));
    expectSame(new Array(249).fill('a').join(' % '), rows);
    expectSame(`${'sin('.repeat(49)}a${')'.repeat(49)}`, rows);
    expectSame(`${'pow(b, '.repeat(49)}a${')'.repeat(49)}`, rows);
  });
});
