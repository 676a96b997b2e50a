import type { Algebra } from './algebra.js';
import { exponential } from './exponential.js';
import { monicPolynomial, polynomial } from './polynomial.js';

/** Below this size a rational function, above it the exponential. */
const SPLIT = 0.625;
const ABOVE = [-0.9643991794250523, -99.28772310019185, -1614.6876844170845];
const BELOW = [112.81167849163293, 2235.4883906010045, 4844.063053251255];

/** The hyperbolic tangent within 2 ulp, everywhere: tanh.c of Cephes (Moshier 1995). */
export function hyperbolicTangent<V, M>(f: Algebra<V, M>, x: V): V {
  const size = f.abs(x);
  const z = f.mul(size, size);
  const ratio = f.div(polynomial(f, z, ABOVE), monicPolynomial(f, z, BELOW));
  const small = f.add(f.mul(f.mul(size, z), ratio), size);
  const large = f.sub(f.of(1), f.div(f.of(2), f.add(exponential(f, f.add(size, size)), f.of(1))));
  return f.withSign(f.select(f.less(size, f.of(SPLIT)), small, large), x);
}
