import type { Algebra } from './algebra.js';
import { nearestWhole } from './nearest-whole.js';
import { polynomial } from './polynomial.js';

const LN2_HIGH = 0.6931471803691238;
const LN2_LOW = 1.9082149292705877e-10;
const LOG2_E = 1.4426950408889634;
/** P5 to P1 of fdlibm's e_exp.c. */
const REMEZ = [
  4.1381367970572385e-8, -0.0000016533902205465252, 0.00006613756321437934, -0.0027777777777015593, 0.16666666666666602,
];
/** Beyond these the result is infinite and zero, whatever the rounding. */
const HIGHEST = 709.782712893384;
const LOWEST = -745.1332191019412;

/** Arguments to this size have a normal exponential. */
export const PLAIN_EXPONENT = 708;

/** e^x within 1 ulp, everywhere: fdlibm's e_exp.c (Sun Microsystems 1993), without its shortcuts. */
export function exponential<V, M>(f: Algebra<V, M>, x: V): V {
  const { fraction, k } = reduced(f, f.lower(f.upper(x, f.of(-746)), f.of(710)));
  const unlessOver = f.select(f.less(f.of(HIGHEST), x), f.of(Infinity), timesPowerOfTwo(f, fraction, k));
  return f.select(f.less(x, f.of(LOWEST)), f.of(0), unlessOver);
}

/** The same for |x| up to PLAIN_EXPONENT only. */
export function plainExponential<V, M>(f: Algebra<V, M>, x: V): V {
  const { fraction, k } = reduced(f, x);
  return f.mul(fraction, f.powerOfTwo(k));
}

/** e^x as fraction · 2^k. */
function reduced<V, M>(f: Algebra<V, M>, x: V): { fraction: V; k: V } {
  const k = nearestWhole(f, f.mul(x, f.of(LOG2_E)));
  const high = f.sub(x, f.mul(k, f.of(LN2_HIGH)));
  const low = f.mul(k, f.of(LN2_LOW));
  const r = f.sub(high, low);
  const t = f.mul(r, r);
  const c = f.sub(r, f.mul(t, polynomial(f, t, REMEZ)));
  const quotient = f.div(f.mul(r, c), f.sub(f.of(2), c));
  return { fraction: f.sub(f.of(1), f.sub(f.sub(low, quotient), high)), k };
}

/** x · 2^n, in two steps, as 2^n alone may not be a double. @param n whole, -2000 to 2000 */
export function timesPowerOfTwo<V, M>(f: Algebra<V, M>, x: V, n: V): V {
  const half = f.floor(f.mul(n, f.of(0.5)));
  return f.mul(f.mul(x, f.powerOfTwo(half)), f.powerOfTwo(f.sub(n, half)));
}
