import { describe, expect, it } from '@jest/globals';
import { draw } from './draw.fixture.js';
import { kolmogorovSmirnov } from './kolmogorov-smirnov.fixture.js';

describe('weibullSampler', () => {
  it.each([
    [0.7, 3],
    [1, 1],
    [2.5, 1200],
  ])('follows 1 - exp(-(x / scale)^shape) for shape %p and scale %p', (shape, scale) => {
    const values = draw({ dist: 'weibull', shape, scale });
    expect(kolmogorovSmirnov(values, (x) => 1 - Math.exp(-((x / scale) ** shape)))).toBeLessThan(1.63);
  });
});
