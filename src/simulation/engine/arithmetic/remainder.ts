import type { Algebra } from './algebra.js';

/** 2^27 + 1, which splits a double into two of 26 bits (Veltkamp). */
const SPLITTER = 134217729;
const MOST_QUOTIENT = 2 ** 51;
const LARGEST = 2 ** 990;
const SMALLEST = 2 ** -900;

/** Whether remainder() knows a % b: both of ordinary size, or a zero, and the quotient below 2^51. */
export function isPlainRemainder<V, M>(f: Algebra<V, M>, a: V, b: V): M {
  const [x, y] = [f.abs(a), f.abs(b)];
  const sizes = f.and(f.atMost(x, f.of(LARGEST)), f.and(f.atMost(y, f.of(LARGEST)), f.atMost(f.of(SMALLEST), y)));
  return f.and(sizes, f.less(x, f.mul(y, f.of(MOST_QUOTIENT))));
}

/**
 * The exact remainder a % b with the sign of a, where isPlainRemainder: |a| less the quotient times |b|, by the exact
 * product of Dekker ("A floating-point technique for extending the available precision", 1971), and set right by one |b|
 * where the quotient was rounded up.
 */
export function remainder<V, M>(f: Algebra<V, M>, a: V, b: V): V {
  const [x, y] = [f.abs(a), f.abs(b)];
  const quotient = f.floor(f.div(x, y));
  const product = f.mul(quotient, y);
  const [qHigh, yHigh] = [upper(f, quotient), upper(f, y)];
  const [qLow, yLow] = [f.sub(quotient, qHigh), f.sub(y, yHigh)];
  const error = f.add(
    f.add(f.add(f.sub(f.mul(qHigh, yHigh), product), f.mul(qHigh, yLow)), f.mul(qLow, yHigh)),
    f.mul(qLow, yLow),
  );
  const rest = f.sub(f.sub(x, product), error);
  return f.withSign(f.select(f.less(rest, f.of(0)), f.add(rest, y), rest), a);
}

function upper<V, M>(f: Algebra<V, M>, x: V): V {
  const large = f.mul(x, f.of(SPLITTER));
  return f.sub(large, f.sub(large, x));
}
