import { describe, expect, it } from '@jest/globals';
import { Moments } from '../statistics/moments.js';
import { draw } from './draw.fixture.js';
import { kolmogorovSmirnov } from './kolmogorov-smirnov.fixture.js';

describe('exponentialSampler', () => {
  it('follows 1 - exp(-rate x)', () => {
    const values = draw({ dist: 'exponential', rate: 0.25 });
    expect(kolmogorovSmirnov(values, (x) => 1 - Math.exp(-0.25 * x))).toBeLessThan(1.63);
    expect(Math.abs(Moments.of(values).mean - 4)).toBeLessThan(0.05);
  });
});
