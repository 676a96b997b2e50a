import { describe, expect, it } from '@jest/globals';
import { Moments } from '../statistics/moments.js';
import { draw } from './draw.fixture.js';
import { kolmogorovSmirnov } from './kolmogorov-smirnov.fixture.js';

function cdf(low: number, mode: number, high: number): (x: number) => number {
  return (x) =>
    x < mode ? (x - low) ** 2 / ((high - low) * (mode - low)) : 1 - (high - x) ** 2 / ((high - low) * (high - mode));
}

describe('triangularSampler', () => {
  it.each([
    [800, 1000, 1500],
    [0, 0, 1],
    [-1, 2, 2],
  ])('follows the triangle %p, %p, %p', (low, mode, high) => {
    const values = draw({ dist: 'triangular', low, mode, high });
    expect(kolmogorovSmirnov(values, cdf(low, mode, high))).toBeLessThan(1.63);
    expect(Math.abs(Moments.of(values).mean - (low + mode + high) / 3)).toBeLessThan((high - low) / 200);
  });

  it('is constant when all three are equal', () => {
    expect(new Set(draw({ dist: 'triangular', low: 5, mode: 5, high: 5 }, 100))).toEqual(new Set([5]));
  });
});
