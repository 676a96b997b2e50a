import type { Algebra } from './algebra.js';
import { timesPowerOfTwo } from './exponential.js';
import { nearestWhole } from './nearest-whole.js';
import { polynomial } from './polynomial.js';

/** L6 to L1 and P5 to P1 of fdlibm's e_pow.c. */
const LOGARITHM = [
  0.20697501780033842, 0.23066074577556175, 0.272728123808534, 0.33333332981837743, 0.4285714285785502,
  0.5999999999999946,
];
const EXPONENTIAL = [
  4.1381367970572385e-8, -0.0000016533902205465252, 0.00006613756321437934, -0.0027777777777015593, 0.16666666666666602,
];
/** 2 / (3 ln 2), log2(1.5) and ln 2, each with its upper part and what that leaves. */
const CP = 0.9617966939259756;
const CP_HIGH = 0.9617967009544373;
const CP_LOW = -7.028461650952758e-9;
const LOG2_3_2_HIGH = 0.5849624872207642;
const LOG2_3_2_LOW = 1.350039202129749e-8;
const LN2 = 0.6931471805599453;
const LN2_HIGH = 0.6931471824645996;
const LN2_LOW = -1.904654299957768e-9;
const SMALLEST_NORMAL = 2 ** -1022;
const LARGEST = Number.MAX_VALUE;
const MOST_EXPONENT = 2 ** 31;

/** A number as the sum of two, the first of which has few bits. */
interface Pair<V> {
  readonly high: V;
  readonly low: V;
}

/**
 * Whether power() knows x^y: x is normal, or 0 with y above 0; y is at most 2^31 in size, and whole where x is negative.
 */
export function isPlainPower<V, M>(f: Algebra<V, M>, x: V, y: V): M {
  const size = f.abs(x);
  const normal = f.and(f.atMost(f.of(SMALLEST_NORMAL), size), f.atMost(size, f.of(LARGEST)));
  const zero = f.and(f.equal(x, f.of(0)), f.less(f.of(0), y));
  const whole = f.equal(f.floor(y), y);
  const real = f.or(f.atMost(f.of(0), x), whole);
  return f.and(f.and(f.or(normal, zero), f.atMost(f.abs(y), f.of(MOST_EXPONENT))), real);
}

/** x^y within 1 ulp where isPlainPower: fdlibm's e_pow.c (Sun Microsystems 1993), without its shortcuts. */
export function power<V, M>(f: Algebra<V, M>, x: V, y: V): V {
  const zero = f.equal(x, f.of(0));
  const log = binaryLogarithm(f, f.select(zero, f.of(1), f.abs(x)));
  const yHigh = f.high(y);
  const low = f.add(f.mul(f.sub(y, yHigh), log.high), f.mul(y, log.low));
  const size = f.select(zero, f.of(0), powerOfTwo(f, { high: f.mul(yHigh, log.high), low }));
  const half = f.mul(y, f.of(0.5));
  const odd = f.and(f.equal(f.floor(y), y), f.not(f.equal(f.floor(half), half)));
  return f.select(odd, f.withSign(size, x), size);
}

/** log2 of a normal x above 0, to some 2^-68 of its size. */
function binaryLogarithm<V, M>(f: Algebra<V, M>, x: V): Pair<V> {
  const mantissa = f.mantissa(x);
  const upper = f.atMost(f.of(1.7320508075688772), mantissa);
  const m = f.select(upper, f.mul(mantissa, f.of(0.5)), mantissa);
  const middle = f.and(f.less(f.of(1.224744871391589), mantissa), f.not(upper));
  const n = f.select(upper, f.add(f.exponent(x), f.of(1)), f.exponent(x));
  const center = f.select(middle, f.of(1.5), f.of(1));

  const u = f.sub(m, center);
  const v = f.div(f.of(1), f.add(m, center));
  const s = f.mul(u, v);
  const sHigh = f.high(s);
  const sumHigh = f.high(f.add(m, center));
  const sumLow = f.sub(m, f.sub(sumHigh, center));
  const sLow = f.mul(v, f.sub(f.sub(u, f.mul(sHigh, sumHigh)), f.mul(sHigh, sumLow)));

  const s2 = f.mul(s, s);
  const series = f.mul(f.mul(s2, s2), polynomial(f, s2, LOGARITHM));
  const r = f.add(series, f.mul(sLow, f.add(sHigh, s)));
  const square = f.mul(sHigh, sHigh);
  const tHigh = f.high(f.add(f.add(f.of(3), square), r));
  const tLow = f.sub(r, f.sub(f.sub(tHigh, f.of(3)), square));

  const main = f.mul(sHigh, tHigh);
  const rest = f.add(f.mul(sLow, tHigh), f.mul(tLow, s));
  const pHigh = f.high(f.add(main, rest));
  const pLow = f.sub(rest, f.sub(pHigh, main));
  const zHigh = f.mul(f.of(CP_HIGH), pHigh);
  const offsetLow = f.select(middle, f.of(LOG2_3_2_LOW), f.of(0));
  const zLow = f.add(f.add(f.mul(f.of(CP_LOW), pHigh), f.mul(pLow, f.of(CP))), offsetLow);
  const offset = f.select(middle, f.of(LOG2_3_2_HIGH), f.of(0));
  const high = f.high(f.add(f.add(f.add(zHigh, zLow), offset), n));
  return { high, low: f.sub(zLow, f.sub(f.sub(f.sub(high, n), offset), zHigh)) };
}

/** 2^(high + low), infinite above 2^1024 and 0 below 2^-1075. */
function powerOfTwo<V, M>(f: Algebra<V, M>, { high, low }: Pair<V>): V {
  const sum = f.add(low, high);
  const over = f.less(f.of(1025), sum);
  const under = f.less(sum, f.of(-1080));
  const outside = f.or(over, under);
  const h = f.select(outside, f.of(0), high);
  const l = f.select(outside, f.of(0), low);
  const n = nearestWhole(f, f.add(l, h));
  const left = f.sub(h, n);
  const t = f.high(f.add(l, left));
  const u = f.mul(t, f.of(LN2_HIGH));
  const v = f.add(f.mul(f.sub(l, f.sub(t, left)), f.of(LN2)), f.mul(t, f.of(LN2_LOW)));
  const z = f.add(u, v);
  const w = f.sub(v, f.sub(z, u));
  const square = f.mul(z, z);
  const t1 = f.sub(z, f.mul(square, polynomial(f, square, EXPONENTIAL)));
  const r = f.sub(f.div(f.mul(z, t1), f.sub(t1, f.of(2))), f.add(w, f.mul(z, w)));
  const finite = timesPowerOfTwo(f, f.sub(f.of(1), f.sub(r, z)), n);
  return f.select(over, f.of(Infinity), f.select(under, f.of(0), finite));
}
