import type { Algebra } from './algebra.js';

/** A polynomial by Horner's rule. @param coefficients of the highest power first; at least one */
export function polynomial<V, M>(f: Algebra<V, M>, x: V, coefficients: readonly number[]): V {
  return horner(f, x, coefficients, f.of(coefficients[0] ?? 0));
}

/** Such a polynomial whose highest coefficient is 1, which is left out of the list. */
export function monicPolynomial<V, M>(f: Algebra<V, M>, x: V, coefficients: readonly number[]): V {
  return horner(f, x, coefficients, f.add(x, f.of(coefficients[0] ?? 0)));
}

function horner<V, M>(f: Algebra<V, M>, x: V, coefficients: readonly number[], start: V): V {
  let sum = start;
  for (let power = 1; power < coefficients.length; power += 1) {
    sum = f.add(f.mul(sum, x), f.of(coefficients[power] ?? 0));
  }
  return sum;
}
