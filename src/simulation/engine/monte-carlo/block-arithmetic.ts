import type { Expression } from '../expression/expression.js';
import type { UniformStream } from '../random/uniform-stream.js';
import type { DistributionSpec } from '../scenario/distribution-spec.js';
import type { Moments } from '../statistics/moments.js';

/** Writes `count` samples from sample `first` on. */
export type Fill = (first: number, count: number) => void;

/** What computes a run. There are two, which give the same bits: loops over typed arrays, and generated vector code. */
export interface BlockArithmetic {
  /** Values that only this thread uses. */
  scratch(length: number): Float64Array;
  /** Values that all threads of a run use. */
  kept(length: number): Float64Array;
  /** Fills the front of a column, which came from scratch(), with samples of a distribution. */
  filler(spec: DistributionSpec, column: Float64Array, stream: UniformStream): Fill;
  /** Computes the values of an expression from the front of the columns, and writes them to `out` from sample `first` on. */
  evaluator(expression: Expression, columns: ReadonlyMap<string, Float64Array>, out: Float64Array): Fill;
  /** The moments of values[from] to values[to - 1]; undefined when one of them is not finite or beyond ±10^150. */
  moments(values: Float64Array, from: number, to: number): Moments | undefined;
  /** Quantiles of the first `count` values, as statistics/quantiles.ts has them. */
  quantiles(values: Float64Array, count: number, probabilities: readonly number[]): number[];
}
