import { describe, expect, it } from '@jest/globals';
import { Moments } from '../statistics/moments.js';
import { normalCdf } from '../statistics/normal-cdf.js';
import { draw } from './draw.fixture.js';
import { kolmogorovSmirnov } from './kolmogorov-smirnov.fixture.js';

describe('normalSampler', () => {
  const values = draw({ dist: 'normal', mean: 100, std: 15 });

  it('has the mean and the deviation asked for', () => {
    const { mean, std } = Moments.of(values);
    expect(Math.abs(mean - 100)).toBeLessThan((4 * 15) / Math.sqrt(values.length));
    expect(Math.abs(std - 15)).toBeLessThan((4 * 15) / Math.sqrt(2 * values.length));
  });

  it('follows the normal distribution', () => {
    expect(kolmogorovSmirnov(values, (x) => normalCdf((x - 100) / 15))).toBeLessThan(1.63);
  });

  it('is constant without deviation', () => {
    expect(new Set(draw({ dist: 'normal', mean: 3, std: 0 }, 100))).toEqual(new Set([3]));
  });
});
