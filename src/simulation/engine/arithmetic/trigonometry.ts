import type { Algebra } from './algebra.js';
import { nearestWhole } from './nearest-whole.js';
import { polynomial } from './polynomial.js';

/** Angles to this size, in radians, are reduced here: 2^19 · π / 2. */
export const LARGEST_ANGLE = 823549.6645826427;

const TWO_OVER_PI = 0.6366197723675814;
/** π / 2 in pieces of 33 bits, and what is left after the third: fdlibm's e_rem_pio2.c. */
const PIECES = [1.5707963267341256, 6.077100506303966e-11, 2.0222662487111665e-21];
const LAST_PIECE = 8.4784276603689e-32;
/** S6 to S2, S1, C3 to C1 and C6 to C4 of fdlibm's k_sin.c and k_cos.c. */
const SINE = [
  1.58969099521155e-10, -2.5050760253406863e-8, 0.0000027557313707070068, -0.0001984126982985795, 0.00833333333332249,
];
const SINE_FIRST = -0.16666666666666632;
const COSINE = [0.00002480158728947673, -0.001388888888887411, 0.0416666666666666];
const COSINE_LAST = [-1.1359647557788195e-11, 2.087572321298175e-9, -2.7557314351390663e-7];

interface Turned<V> {
  /** Quarters of a turn, modulo 4. */
  readonly quarter: V;
  readonly sine: V;
  readonly cosine: V;
}

/** The sine within 1 ulp, for |x| up to LARGEST_ANGLE: fdlibm (Sun Microsystems 1993). */
export function sine<V, M>(f: Algebra<V, M>, x: V): V {
  const { quarter, sine: s, cosine: c } = turned(f, x);
  return inQuarter(f, quarter, s, c);
}

/** The cosine, likewise. */
export function cosine<V, M>(f: Algebra<V, M>, x: V): V {
  const { quarter, sine: s, cosine: c } = turned(f, x);
  const next = f.select(f.equal(quarter, f.of(3)), f.of(0), f.add(quarter, f.of(1)));
  return inQuarter(f, next, s, c);
}

/** The tangent within 2 ulp, for |x| up to LARGEST_ANGLE: the quotient of both. */
export function tangent<V, M>(f: Algebra<V, M>, x: V): V {
  const { quarter, sine: s, cosine: c } = turned(f, x);
  const odd = isOdd(f, quarter);
  return f.div(f.select(odd, f.negate(c), s), f.select(odd, s, c));
}

function inQuarter<V, M>(f: Algebra<V, M>, quarter: V, s: V, c: V): V {
  const size = f.select(isOdd(f, quarter), c, s);
  return f.select(f.atMost(f.of(2), quarter), f.negate(size), size);
}

function isOdd<V, M>(f: Algebra<V, M>, quarter: V): M {
  return f.or(f.equal(quarter, f.of(1)), f.equal(quarter, f.of(3)));
}

/** Sine and cosine of what is left of x, at most π / 4, after whole quarters of a turn. */
function turned<V, M>(f: Algebra<V, M>, x: V): Turned<V> {
  const n = nearestWhole(f, f.mul(x, f.of(TWO_OVER_PI)));
  let rest = x;
  let error = f.of(0);
  for (const piece of PIECES) {
    const before = rest;
    const step = f.mul(n, f.of(piece));
    rest = f.sub(before, step);
    error = f.sub(f.sub(before, rest), step);
  }
  const last = f.sub(f.mul(n, f.of(LAST_PIECE)), error);
  const y = f.sub(rest, last);
  const tail = f.sub(f.sub(rest, y), last);
  const quarter = f.sub(n, f.mul(f.of(4), f.floor(f.mul(n, f.of(0.25)))));
  return { quarter, sine: kernelSine(f, y, tail), cosine: kernelCosine(f, y, tail) };
}

function kernelSine<V, M>(f: Algebra<V, M>, x: V, tail: V): V {
  const z = f.mul(x, x);
  const v = f.mul(z, x);
  const r = polynomial(f, z, SINE);
  const correction = f.sub(f.mul(z, f.sub(f.mul(f.of(0.5), tail), f.mul(v, r))), tail);
  return f.sub(x, f.sub(correction, f.mul(v, f.of(SINE_FIRST))));
}

function kernelCosine<V, M>(f: Algebra<V, M>, x: V, tail: V): V {
  const z = f.mul(x, x);
  const w = f.mul(z, z);
  const r = f.add(f.mul(z, polynomial(f, z, COSINE)), f.mul(f.mul(w, w), polynomial(f, z, COSINE_LAST)));
  const half = f.mul(f.of(0.5), z);
  const main = f.sub(f.of(1), half);
  const rest = f.add(f.sub(f.sub(f.of(1), main), half), f.sub(f.mul(z, r), f.mul(x, tail)));
  return f.add(main, rest);
}
