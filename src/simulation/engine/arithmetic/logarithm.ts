import type { Algebra } from './algebra.js';
import { polynomial } from './polynomial.js';

const LN2_HIGH = 0.6931471803691238;
const LN2_LOW = 1.9082149292705877e-10;
const LOG10_E_HIGH = 0.4342944818781689;
const LOG10_E_LOW = 2.5082946711645275e-11;
const LOG10_2_HIGH = 0.30102999566361177;
const LOG10_2_LOW = 3.694239077158931e-13;
/** Lg6, Lg4, Lg2 and Lg7, Lg5, Lg3, Lg1 of fdlibm's e_log.c. */
const EVEN = [0.15313837699209373, 0.22222198432149784, 0.3999999999940942];
const ODD = [0.14798198605116586, 0.1818357216161805, 0.2857142874366239, 0.6666666666666735];
const SMALLEST_NORMAL = 2 ** -1022;
const LIFT = 54;

interface Reduced<V> {
  /** x = 2^k · (1 + f), with 1 + f from √½ to √2. */
  readonly k: V;
  readonly f: V;
  /** f² / 2 */
  readonly half: V;
  /** ln(1 + f) - f + f² / 2 */
  readonly rest: V;
}

/** The natural logarithm within 1 ulp, everywhere: fdlibm's e_log.c (Sun Microsystems 1993), without its shortcuts. */
export function logarithm<V, M>(a: Algebra<V, M>, x: V): V {
  return atEdges(a, x, normalLogarithm(a, lifted(a, x), liftOf(a, x)));
}

/** The natural logarithm of a normal number above 0, within 1 ulp. */
export function normalLogarithm<V, M>(a: Algebra<V, M>, x: V, lift = a.of(0)): V {
  const { k, f, half, rest } = reduced(a, x, lift);
  const low = a.add(rest, a.mul(k, a.of(LN2_LOW)));
  return a.sub(a.mul(k, a.of(LN2_HIGH)), a.sub(a.sub(half, low), f));
}

/** The decimal logarithm within 1 ulp, everywhere: FreeBSD's e_log10.c. */
export function decimalLogarithm<V, M>(a: Algebra<V, M>, x: V): V {
  const { k, f, half, rest } = reduced(a, lifted(a, x), liftOf(a, x));
  const high = a.high(a.sub(f, half));
  const low = a.add(a.sub(a.sub(f, high), half), rest);
  const main = a.mul(high, a.of(LOG10_E_HIGH));
  const whole = a.mul(k, a.of(LOG10_2_HIGH));
  const small = a.add(
    a.add(a.mul(k, a.of(LOG10_2_LOW)), a.mul(a.add(low, high), a.of(LOG10_E_LOW))),
    a.mul(low, a.of(LOG10_E_HIGH)),
  );
  const sum = a.add(whole, main);
  return atEdges(a, x, a.add(a.add(small, a.add(a.sub(whole, sum), main)), sum));
}

function reduced<V, M>(a: Algebra<V, M>, x: V, lift: V): Reduced<V> {
  const m = a.mantissa(x);
  const upper = a.less(a.of(Math.SQRT2), m);
  const f = a.sub(a.select(upper, a.mul(m, a.of(0.5)), m), a.of(1));
  const exponent = a.sub(a.exponent(x), lift);
  const k = a.select(upper, a.add(exponent, a.of(1)), exponent);
  const s = a.div(f, a.add(a.of(2), f));
  const z = a.mul(s, s);
  const w = a.mul(z, z);
  const even = a.mul(w, polynomial(a, w, EVEN));
  const odd = a.mul(z, polynomial(a, w, ODD));
  const half = a.mul(a.mul(a.of(0.5), f), f);
  return { k, f, half, rest: a.mul(s, a.add(half, a.add(odd, even))) };
}

function lifted<V, M>(a: Algebra<V, M>, x: V): V {
  return a.select(a.less(x, a.of(SMALLEST_NORMAL)), a.mul(x, a.of(2 ** LIFT)), x);
}

function liftOf<V, M>(a: Algebra<V, M>, x: V): V {
  return a.select(a.less(x, a.of(SMALLEST_NORMAL)), a.of(LIFT), a.of(0));
}

/** -∞ of 0, NaN below, and what is not finite as it is. */
function atEdges<V, M>(a: Algebra<V, M>, x: V, result: V): V {
  const inside = a.and(a.less(a.of(0), x), a.less(x, a.of(Infinity)));
  const edge = a.select(a.equal(x, a.of(0)), a.of(-Infinity), a.of(NaN));
  return a.select(inside, result, a.select(a.equal(x, a.of(Infinity)), x, edge));
}
