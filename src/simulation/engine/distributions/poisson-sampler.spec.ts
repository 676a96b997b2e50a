import { describe, expect, it } from '@jest/globals';
import { Moments } from '../statistics/moments.js';
import { draw } from './draw.fixture.js';

/** Pearson's statistic over the counts of 0 to `last`, whose degrees of freedom are `last`. */
function chiSquare(values: Float64Array, rate: number, last: number): number {
  let probability = Math.exp(-rate);
  let statistic = 0;
  for (let k = 0; k <= last; k += 1) {
    const expected = probability * values.length;
    statistic += (values.filter((value) => value === k).length - expected) ** 2 / expected;
    probability *= rate / (k + 1);
  }
  return statistic;
}

describe('poissonSampler', () => {
  it.each([
    [0.3, 4],
    [3.5, 12],
    [30, 50],
  ])('of rate %p has the probabilities of the formula', (rate, last) => {
    const values = draw({ dist: 'poisson', rate });
    expect(chiSquare(values, rate, last)).toBeLessThan(last + 1 + 3 * Math.sqrt(2 * last));
  });

  it.each([1e-3, 7.25, 640, 2.5e5, 1e9])('of rate %p has that mean and variance', (rate) => {
    const values = draw({ dist: 'poisson', rate });
    const { mean, std, count } = Moments.of(values);
    expect(values.every((value) => Number.isInteger(value) && value >= 0)).toBe(true);
    expect(Math.abs(mean - rate)).toBeLessThan(4 * Math.sqrt(rate / count));
    expect(Math.abs(std ** 2 / rate - 1)).toBeLessThan(4 * Math.sqrt((2 + 1 / rate) / count));
  });

  it('of rate 0 is always 0', () => {
    expect(new Set(draw({ dist: 'poisson', rate: 0 }, 100))).toEqual(new Set([0]));
  });
});
