import { describe, expect, it } from '@jest/globals';
import { draw } from './draw.fixture.js';
import { kolmogorovSmirnov } from './kolmogorov-smirnov.fixture.js';

describe('uniformSampler', () => {
  it('is even between low and high', () => {
    const values = draw({ dist: 'uniform', low: -2, high: 6 });
    expect(values.every((value) => value >= -2 && value <= 6)).toBe(true);
    expect(kolmogorovSmirnov(values, (x) => (x + 2) / 8)).toBeLessThan(1.63);
  });

  it('is constant when low and high are equal', () => {
    expect(new Set(draw({ dist: 'uniform', low: 4, high: 4 }, 100))).toEqual(new Set([4]));
  });
});
