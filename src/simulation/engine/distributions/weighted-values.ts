import { at } from '../block.js';

/** Finitely many values with their cumulative weights: sampled by inverting their distribution function. */
export class WeightedValues {
  private readonly cumulative: Float64Array;
  private readonly total: number;

  /**
   * @param values ascending
   * @param weights at least 0, with a sum above 0
   */
  constructor(
    private readonly values: Float64Array,
    weights: Float64Array,
  ) {
    let sum = 0;
    this.cumulative = weights.map((weight) => (sum += weight));
    this.total = sum;
  }

  /** The value whose part of the total weight holds u, in (0, 1). A value of weight 0 is never given. */
  quantile(u: number): number {
    const target = u * this.total;
    let low = 0;
    let high = this.cumulative.length - 1;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (at(this.cumulative, middle) >= target) high = middle;
      else low = middle + 1;
    }
    return at(this.values, low);
  }
}
