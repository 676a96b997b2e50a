/** Computes the first `count` values of `out` from one operand; `out` may be the operand. */
export type UnaryKernel = (out: Float64Array, a: Float64Array, count: number) => void;

/** Computes the first `count` values of `out` from two operands; `out` may be either. */
export type BinaryKernel = (out: Float64Array, a: Float64Array, b: Float64Array, count: number) => void;

/** Computes the first `count` values of `out` from three operands; `out` may be any of them. */
export type TernaryKernel = (
  out: Float64Array,
  a: Float64Array,
  b: Float64Array,
  c: Float64Array,
  count: number,
) => void;
