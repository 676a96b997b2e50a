import type { Algebra } from '../arithmetic/algebra.js';
import { normalLogarithm } from '../arithmetic/logarithm.js';

/** Beyond this distance of p from ½ a quantile is in a tail, and beyond the size of 5 far out. */
export const CENTRAL_HALF_WIDTH = 0.425;
export const FAR_TAIL = 5;

const CENTRAL = {
  above: [
    2509.0809287301227, 33430.57558358813, 67265.7709270087, 45921.95393154987, 13731.69376550946, 1971.5909503065513,
    133.14166789178438, 3.3871328727963665,
  ],
  below: [
    5226.495278852854, 28729.085735721943, 39307.89580009271, 21213.794301586597, 5394.196021424751, 687.1870074920579,
    42.31333070160091, 1,
  ],
};
const TAIL = {
  above: [
    0.0007745450142783414, 0.022723844989269184, 0.2417807251774506, 1.2704582524523684, 3.6478483247632045,
    5.769497221460691, 4.630337846156546, 1.4234371107496835,
  ],
  below: [
    1.0507500716444169e-9, 0.0005475938084995345, 0.015198666563616457, 0.14810397642748008, 0.6897673349851,
    1.6763848301838038, 2.053191626637759, 1,
  ],
};
const FAR = {
  above: [
    2.0103343992922881e-7, 0.000027115555687434876, 0.0012426609473880784, 0.026532189526576124, 0.29656057182850487,
    1.7848265399172913, 5.463784911164114, 6.657904643501103,
  ],
  below: [
    2.0442631033899397e-15, 1.421511758316446e-7, 0.000018463183175100548, 0.0007868691311456133, 0.014875361290850615,
    0.1369298809227358, 0.599832206555888, 1,
  ],
};

/**
 * The standard normal quantile, to about 1 part in 10^16, in the pieces of algorithm AS 241 (PPND16) of Wichura, "The
 * percentage points of the normal distribution", Applied Statistics 37(3), 1988. This one: of p = ½ + q, |q| ≤ 0.425.
 */
export function centralQuantile<V, M>(f: Algebra<V, M>, q: V): V {
  return f.mul(q, ratio(f, CENTRAL, f.sub(f.of(0.180625), f.mul(q, q))));
}

/** How far out p lies, by the chance of the smaller side: √(-ln chance). */
export function tailSize<V, M>(f: Algebra<V, M>, chance: V): V {
  return f.sqrt(f.negate(normalLogarithm(f, chance)));
}

/** The size of the quantile for a tail size of at most 5. */
export function tailQuantile<V, M>(f: Algebra<V, M>, size: V): V {
  return ratio(f, TAIL, f.sub(size, f.of(1.6)));
}

/** The size of the quantile for a tail size above 5. */
export function farTailQuantile<V, M>(f: Algebra<V, M>, size: V): V {
  return ratio(f, FAR, f.sub(size, f.of(FAR_TAIL)));
}

interface Ratio {
  readonly above: readonly number[];
  readonly below: readonly number[];
}

function ratio<V, M>(f: Algebra<V, M>, { above, below }: Ratio, x: V): V {
  return f.div(octet(f, above, x), octet(f, below, x));
}

/** A polynomial of eight coefficients, highest power first, by Estrin's scheme: its chains are half as long as Horner's. */
function octet<V, M>(f: Algebra<V, M>, coefficients: readonly number[], x: V): V {
  const square = f.mul(x, x);
  const linear = (index: number): V =>
    f.add(f.mul(f.of(coefficients[index] ?? 0), x), f.of(coefficients[index + 1] ?? 0));
  const upper = f.add(f.mul(linear(0), square), linear(2));
  const lower = f.add(f.mul(linear(4), square), linear(6));
  return f.add(f.mul(upper, f.mul(square, square)), lower);
}
