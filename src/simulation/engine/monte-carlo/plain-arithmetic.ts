import { at } from '../block.js';
import { samplerFor } from '../distributions/sampler-for.js';
import { compileExpression } from '../expression/compile-expression.js';
import type { Expression } from '../expression/expression.js';
import { ScratchBuffers } from '../expression/scratch-buffers.js';
import type { UniformStream } from '../random/uniform-stream.js';
import type { DistributionSpec } from '../scenario/distribution-spec.js';
import { LARGEST_USABLE } from '../statistics/largest-usable.js';
import { Moments } from '../statistics/moments.js';
import { quantiles } from '../statistics/quantiles.js';
import type { BlockArithmetic, Fill } from './block-arithmetic.js';

/** Loops over typed arrays: the reference, and what computes the runs that generated code cannot. */
export class PlainArithmetic implements BlockArithmetic {
  private readonly buffers: ScratchBuffers;

  /** @param size samples in the longest block */
  constructor(size: number) {
    this.buffers = new ScratchBuffers(size);
  }

  scratch(length: number): Float64Array {
    return new Float64Array(length);
  }

  kept(length: number): Float64Array {
    return new Float64Array(length);
  }

  filler(spec: DistributionSpec, column: Float64Array, stream: UniformStream): Fill {
    const sample = samplerFor(spec);
    return (first, count) => {
      sample(column, stream, first, count);
    };
  }

  evaluator(expression: Expression, columns: ReadonlyMap<string, Float64Array>, out: Float64Array): Fill {
    const evaluate = compileExpression(expression, columns, this.buffers);
    return (first, count) => {
      out.set(evaluate(count).subarray(0, count), first);
    };
  }

  moments(values: Float64Array, from: number, to: number): Moments | undefined {
    return firstUnusable(values, from, to) === undefined ? Moments.of(values, from, to) : undefined;
  }

  quantiles(values: Float64Array, count: number, probabilities: readonly number[]): number[] {
    return quantiles(values.slice(0, count), probabilities);
  }
}

/** The first of values[from] to values[to - 1] that is not finite, or too large to have a finite variance. */
export function firstUnusable(values: Float64Array, from: number, to: number): number | undefined {
  for (let index = from; index < to; index += 1) {
    const value = at(values, index);
    if (!(value <= LARGEST_USABLE && value >= -LARGEST_USABLE)) return index;
  }
  return undefined;
}
