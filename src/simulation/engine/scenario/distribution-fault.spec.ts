import { describe, expect, it } from '@jest/globals';
import { distributionFault } from './distribution-fault.js';
import type { DistributionSpec } from './distribution-spec.js';

describe('distributionFault', () => {
  it.each<[DistributionSpec, string]>([
    [{ dist: 'normal', mean: 0, std: -1 }, 'std'],
    [{ dist: 'normal', mean: NaN, std: 1 }, 'finite'],
    [{ dist: 'lognormal', mu: 0, sigma: -0.1 }, 'sigma'],
    [{ dist: 'uniform', low: 2, high: 1 }, 'low must not exceed high'],
    [{ dist: 'uniform', low: -1e308, high: 1e308 }, 'too far apart'],
    [{ dist: 'triangular', low: 2, mode: 2, high: 1 }, 'low must not exceed high'],
    [{ dist: 'triangular', low: 0, mode: 3, high: 1 }, 'mode'],
    [{ dist: 'beta', alpha: 0, beta: 1 }, 'alpha and beta'],
    [{ dist: 'gamma', shape: 1, scale: 0 }, 'shape and scale'],
    [{ dist: 'weibull', shape: -1, scale: 1 }, 'shape and scale'],
    [{ dist: 'exponential', rate: 0 }, 'rate'],
    [{ dist: 'poisson', rate: 1e10 }, 'rate'],
    [{ dist: 'discrete', values: [1, 2], weights: [1] }, 'as many'],
    [{ dist: 'discrete', values: [1, 2], weights: [0, 0] }, 'sum of weights'],
    [{ dist: 'discrete', values: [1, 2], weights: [2, -1] }, 'negative'],
    [{ dist: 'empirical', values: [] }, 'empty'],
    [{ dist: 'empirical', values: [1, Infinity] }, 'finite'],
  ])('of %j names the cause', (spec, cause) => {
    expect(distributionFault(spec)).toContain(cause);
  });

  it.each<DistributionSpec>([
    { dist: 'normal', mean: 0, std: 0 },
    { dist: 'uniform', low: 1, high: 1 },
    { dist: 'triangular', low: 0, mode: 1, high: 1 },
    { dist: 'poisson', rate: 0 },
    { dist: 'discrete', values: [1, 2], weights: [0, 3] },
  ])('of %j is none', (spec) => {
    expect(distributionFault(spec)).toBeUndefined();
  });
});
