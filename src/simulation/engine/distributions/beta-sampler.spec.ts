import { describe, expect, it } from '@jest/globals';
import { Moments } from '../statistics/moments.js';
import { draw } from './draw.fixture.js';
import { kolmogorovSmirnov } from './kolmogorov-smirnov.fixture.js';

describe('betaSampler', () => {
  it.each<[number, number, (x: number) => number]>([
    [1, 1, (x) => x],
    [2, 3, (x) => x * x * (6 - 8 * x + 3 * x * x)],
    [0.5, 0.5, (x) => (2 / Math.PI) * Math.asin(Math.sqrt(x))],
    [4, 1, (x) => x ** 4],
    [1, 0.3, (x) => 1 - (1 - x) ** 0.3],
  ])('follows beta(%p, %p)', (alpha, beta, cdf) => {
    expect(kolmogorovSmirnov(draw({ dist: 'beta', alpha, beta }), cdf)).toBeLessThan(1.63);
  });

  it('stays a number between 0 and 1 when both shapes are tiny', () => {
    const values = draw({ dist: 'beta', alpha: 0.001, beta: 0.001 });
    expect(values.every((value) => value >= 0 && value <= 1)).toBe(true);
    expect(Math.abs(Moments.of(values).mean - 0.5)).toBeLessThan(0.01);
  });
});
