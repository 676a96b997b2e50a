/**
 * The operations of IEEE 754 doubles that elementary functions are written in, once for all who compute them: over numbers
 * in JavaScript, and over code for pairs of lanes in WebAssembly. Each operation rounds as IEEE 754 demands and none is
 * contracted, so a function gives the same bits wherever it is computed.
 *
 * @typeParam V a value
 * @typeParam M a truth value
 */
export interface Algebra<V, M> {
  of(value: number): V;
  add(a: V, b: V): V;
  sub(a: V, b: V): V;
  mul(a: V, b: V): V;
  div(a: V, b: V): V;
  /** NaN when either is; -0 is below 0. */
  min(a: V, b: V): V;
  max(a: V, b: V): V;
  /** b if b < a, else a; cheaper than min, and a NaN first operand stays. */
  lower(a: V, b: V): V;
  /** b if a < b, else a. */
  upper(a: V, b: V): V;
  sqrt(a: V): V;
  abs(a: V): V;
  negate(a: V): V;
  floor(a: V): V;
  ceil(a: V): V;
  /** The size of the first, which has no sign or that of the second, with the sign of the second. */
  withSign(size: V, sign: V): V;
  less(a: V, b: V): M;
  atMost(a: V, b: V): M;
  equal(a: V, b: V): M;
  and(a: M, b: M): M;
  or(a: M, b: M): M;
  not(a: M): M;
  /** Both are computed, one is taken. */
  select(condition: M, yes: V, no: V): V;
  /** 2^n for a whole n, -1022 to 1023. */
  powerOfTwo(n: V): V;
  /** The n of a normal a = ±m · 2^n with m in [1, 2). */
  exponent(a: V): V;
  /** The m of a normal a = ±m · 2^n, in [1, 2). */
  mantissa(a: V): V;
  /** The value with the lower 32 bits cleared: 21 significant bits are left. */
  high(a: V): V;
}
