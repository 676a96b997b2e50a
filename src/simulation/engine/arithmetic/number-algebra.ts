import type { Algebra } from './algebra.js';

const double = new Float64Array(1);
const words = new Int32Array(double.buffer);
/** The processors that Node runs on keep the lower word first. */
const LOW = 0;
const HIGH = 1;

/** Bound once: in the contexts that tests run in, every look at a global goes through a slow interceptor. */
const { abs, ceil, floor, max, min, sqrt } = Math;

function highWord(a: number): number {
  double[0] = a;
  return words[HIGH] ?? 0;
}

function assembled(high: number, low: number): number {
  words[HIGH] = high;
  words[LOW] = low;
  return double[0] ?? NaN;
}

/** Computes numbers at once. */
export const NUMBERS: Algebra<number, boolean> = {
  of: (value) => value,
  add: (a, b) => a + b,
  sub: (a, b) => a - b,
  mul: (a, b) => a * b,
  div: (a, b) => a / b,
  min,
  max,
  lower: (a, b) => (b < a ? b : a),
  upper: (a, b) => (a < b ? b : a),
  sqrt,
  abs,
  negate: (a) => -a,
  floor,
  ceil,
  withSign: (size, sign) => (highWord(sign) < 0 ? -abs(size) : size),
  less: (a, b) => a < b,
  atMost: (a, b) => a <= b,
  equal: (a, b) => a === b,
  and: (a, b) => a && b,
  or: (a, b) => a || b,
  not: (a) => !a,
  select: (condition, yes, no) => (condition ? yes : no),
  powerOfTwo: (n) => assembled((n + 1023) << 20, 0),
  exponent: (a) => ((highWord(a) >>> 20) & 0x7ff) - 1023,
  mantissa: (a) => {
    const high = highWord(a);
    return assembled((high & 0xfffff) | 0x3ff00000, words[LOW] ?? 0);
  },
  high: (a) => assembled(highWord(a), 0),
};
