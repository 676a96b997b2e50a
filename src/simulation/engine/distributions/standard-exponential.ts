import type { Algebra } from '../arithmetic/algebra.js';
import { normalLogarithm } from '../arithmetic/logarithm.js';

/**
 * -ln(1 - u) of a number of a uniform stream. Such a u is a multiple of 2^-53, so 1 - u is exact, but for the one below,
 * which is its own result.
 */
export function standardExponential<V, M>(f: Algebra<V, M>, u: V): V {
  const result = f.negate(normalLogarithm(f, f.sub(f.of(1), u)));
  return f.select(f.less(u, f.of(2 ** -53)), u, result);
}
