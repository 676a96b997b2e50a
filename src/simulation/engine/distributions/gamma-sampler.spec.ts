import { describe, expect, it } from '@jest/globals';
import { Moments } from '../statistics/moments.js';
import { normalCdf } from '../statistics/normal-cdf.js';
import { draw } from './draw.fixture.js';
import { kolmogorovSmirnov } from './kolmogorov-smirnov.fixture.js';

/** The distribution function of a gamma with a whole shape (Erlang). */
function erlang(shape: number, scale: number): (x: number) => number {
  return (x) => {
    let term = 1;
    let sum = 0;
    for (let k = 1; k <= shape; k += 1) {
      sum += term;
      term *= x / scale / k;
    }
    return 1 - Math.exp(-x / scale) * sum;
  };
}

describe('gammaSampler', () => {
  it.each([1, 2, 5, 40])('follows the Erlang distribution of shape %p', (shape) => {
    const values = draw({ dist: 'gamma', shape, scale: 3 });
    expect(kolmogorovSmirnov(values, erlang(shape, 3))).toBeLessThan(1.63);
  });

  it('with shape 1/2 and scale 2 is the square of a standard normal', () => {
    const values = draw({ dist: 'gamma', shape: 0.5, scale: 2 });
    expect(kolmogorovSmirnov(values, (x) => 2 * normalCdf(Math.sqrt(x)) - 1)).toBeLessThan(1.63);
  });

  it.each([0.05, 0.9, 3.7, 1000])('has mean and variance of shape %p', (shape) => {
    const { mean, std, count } = Moments.of(draw({ dist: 'gamma', shape, scale: 2 }));
    const error = Math.sqrt(shape) / Math.sqrt(count);
    expect(Math.abs(mean - 2 * shape)).toBeLessThan(4 * 2 * error);
    expect(Math.abs(std ** 2 / (4 * shape) - 1)).toBeLessThan(4 * Math.sqrt((2 + 6 / shape) / count));
  });
});
