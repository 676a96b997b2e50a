import { at } from '../block.js';
import type { BlockEvaluator } from '../expression/compile-expression.js';
import { Moments } from '../statistics/moments.js';

/** Beyond this size a square, and with it a variance, would leave the doubles. */
const LARGEST = 1e150;

/** All values of one KPI, and their moments so far. 8 bytes a sample. */
export class KpiTally {
  readonly values: Float64Array;
  private collected = Moments.NONE;

  /** @param samples that the run draws at most */
  constructor(
    private readonly evaluate: BlockEvaluator,
    samples: number,
  ) {
    this.values = new Float64Array(samples);
  }

  get moments(): Moments {
    return this.collected;
  }

  /** Evaluates the block that the parameters' columns hold, for `count` samples from sample `first` on. */
  evaluateBlock(first: number, count: number): void {
    this.values.set(this.evaluate(count).subarray(0, count), first);
  }

  /**
   * Adds the values from..to-1 to the moments. The bounds must not depend on the size of the evaluated blocks, as the
   * rounding of the moments depends on the bounds.
   */
  collect(from: number, to: number): void {
    this.collected = this.collected.merge(Moments.of(this.values, from, to));
  }

  /** The first sample of from..to-1 that is not finite, or too large to have a finite variance. */
  firstUnusable(from: number, to: number): number | undefined {
    for (let index = from; index < to; index += 1) {
      const value = at(this.values, index);
      if (!(value <= LARGEST && value >= -LARGEST)) return index;
    }
    return undefined;
  }
}
