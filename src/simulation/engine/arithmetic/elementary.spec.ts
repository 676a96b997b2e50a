import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import * as elementary from './elementary.js';
import { exponential } from './exponential.js';
import { logarithm } from './logarithm.js';
import { NUMBERS } from './number-algebra.js';

const SPECIAL = [
  0,
  -0,
  1,
  -1,
  0.5,
  -0.5,
  2,
  -2,
  3,
  NaN,
  Infinity,
  -Infinity,
  Number.MIN_VALUE,
  -Number.MIN_VALUE,
  2 ** -1022,
  -(2 ** -1022),
  Number.MAX_VALUE,
  -Number.MAX_VALUE,
  709.782712893384,
  709.7827128933841,
  -745.1332191019411,
  -745.1332191019412,
  -708.4,
  1e-300,
  1e300,
  Math.PI,
  Math.PI / 2,
  Math.PI / 4,
  823549.6645826427,
  823550,
  1e22,
  1e-10,
  1 - 2 ** -53,
  1 + 2 ** -52,
  0.625,
  2 ** 31,
  -(2 ** 31),
];

/** Distance in units of the expected value's last place. */
function ulps(actual: number, expected: number): number {
  if (Object.is(actual, expected)) return 0;
  const [a, b] = [ordinal(actual), ordinal(expected)];
  return Number.isNaN(actual) || Number.isNaN(expected) ? Infinity : Math.abs(Number(a - b));
}

function ordinal(value: number): bigint {
  const [bits = 0n] = new BigInt64Array(Float64Array.of(value).buffer);
  return bits < 0n ? -(bits & 0x7fffffffffffffffn) : bits;
}

const anyBits = fc.double({ noDefaultInfinity: false });
const ordinary = fc.double({ min: -50, max: 50, noNaN: true });
const unit = fc.double({ min: 0, max: 2, noNaN: true });
const angle = fc.double({ min: -8e5, max: 8e5, noNaN: true });

describe.each<['exp' | 'log' | 'log10' | 'sin' | 'cos' | 'tan' | 'tanh', number]>([
  ['exp', 2],
  ['log', 2],
  ['log10', 2],
  ['sin', 2],
  ['cos', 2],
  ['tan', 3],
  ['tanh', 3],
])('%s', (name, bound) => {
  const compute = elementary[name];
  const known = (x: number): number => Math[name](x);

  it(`is within ${bound} ulp of Math's, which is itself within one, for any double`, () => {
    for (const x of SPECIAL) expect({ x, ulps: ulps(compute(x), known(x)) <= bound }).toEqual({ x, ulps: true });
    fc.assert(
      fc.property(fc.oneof(anyBits, ordinary, unit, angle), (x) => ulps(compute(x), known(x)) <= bound),
      { numRuns: 20_000 },
    );
  });

  it('is so on a dense range', () => {
    let worst = 0;
    for (let x = -20; x < 20; x += 0.001953) worst = Math.max(worst, ulps(compute(x), known(x)));
    expect(worst).toBeLessThanOrEqual(bound);
  });
});

describe('pow', () => {
  it('is that of ECMAScript at special values', () => {
    for (const x of SPECIAL) {
      for (const y of SPECIAL)
        expect({ x, y, ulps: ulps(elementary.pow(x, y), x ** y) <= 2 }).toEqual({ x, y, ulps: true });
    }
  });

  it('is within 2 ulp of Math.pow', () => {
    const base = fc.oneof(ordinary, unit, anyBits);
    const exponent = fc.oneof(ordinary, fc.integer({ min: -40, max: 40 }), anyBits, fc.constantFrom(0.5, -0.5, 2, 3));
    fc.assert(
      fc.property(base, exponent, (x, y) => ulps(elementary.pow(x, y), x ** y) <= 2),
      { numRuns: 20_000 },
    );
  });

  it.each([
    [2, 10, 1024],
    [10, 2, 100],
    [3, 4, 81],
    [-2, 3, -8],
    [0, 2, 0],
    [-0, 3, -0],
    [4, 0.5, 2],
    [7, 0, 1],
  ])('of %p and %p is %p', (x, y, expected) => {
    expect(elementary.pow(x, y)).toBe(expected);
  });
});

describe('log10', () => {
  it('is exact for powers of ten', () => {
    for (let power = -20; power <= 22; power += 1) expect(elementary.log10(Number(`1e${power}`))).toBe(power);
  });
});

describe('exp and log', () => {
  it('are the general ones, written out', () => {
    fc.assert(
      fc.property(fc.oneof(anyBits, ordinary, unit), (x) => {
        expect(elementary.exp(x)).toBe(exponential(NUMBERS, x));
        expect(elementary.log(x)).toBe(logarithm(NUMBERS, x));
      }),
      { numRuns: 20_000 },
    );
  });
});
