import { describe, expect, it } from '@jest/globals';
import { Moments } from '../statistics/moments.js';
import { normalCdf } from '../statistics/normal-cdf.js';
import { draw } from './draw.fixture.js';
import { kolmogorovSmirnov } from './kolmogorov-smirnov.fixture.js';

describe('lognormalSampler', () => {
  const values = draw({ dist: 'lognormal', mu: 0.5, sigma: 0.4 });

  it('has the mean exp(mu + sigma² / 2)', () => {
    expect(Moments.of(values).mean).toBeCloseTo(Math.exp(0.58), 2);
  });

  it('has a normal logarithm', () => {
    expect(kolmogorovSmirnov(values, (x) => normalCdf((Math.log(x) - 0.5) / 0.4))).toBeLessThan(1.63);
  });
});
