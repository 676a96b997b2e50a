import { describe, expect, it } from '@jest/globals';
import { WeightedValues } from './weighted-values.js';

describe('WeightedValues', () => {
  const table = new WeightedValues(Float64Array.of(1, 2, 3, 4), Float64Array.of(0, 1, 0, 3));

  it.each([
    [2 ** -54, 2],
    [0.25, 2],
    [0.2500001, 4],
    [1 - 2 ** -53, 4],
  ])('has the quantile of %p', (u, expected) => {
    expect(table.quantile(u)).toBe(expected);
  });
});
