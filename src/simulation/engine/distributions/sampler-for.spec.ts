import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { UniformStream } from '../random/uniform-stream.js';
import type { DistributionSpec } from '../scenario/distribution-spec.js';
import { draw } from './draw.fixture.js';
import { samplerFor } from './sampler-for.js';

const SPECS: DistributionSpec[] = [
  { dist: 'normal', mean: 0, std: 1 },
  { dist: 'uniform', low: 0, high: 1 },
  { dist: 'triangular', low: 0, mode: 1, high: 3 },
  { dist: 'lognormal', mu: 0, sigma: 1 },
  { dist: 'beta', alpha: 0.5, beta: 2 },
  { dist: 'gamma', shape: 0.4, scale: 1 },
  { dist: 'gamma', shape: 1.2, scale: 1 },
  { dist: 'exponential', rate: 1 },
  { dist: 'weibull', shape: 2, scale: 1 },
  { dist: 'poisson', rate: 4 },
  { dist: 'discrete', values: [1, 2], weights: [1, 1] },
  { dist: 'empirical', values: [1, 2, 3] },
];

describe.each(SPECS)('the sampler of %j', (spec) => {
  it('gives every sample the same value however a run is cut', () => {
    const whole = draw(spec, 500);
    const sampler = samplerFor(spec);
    const stream = new UniformStream(2026, 0);
    fc.assert(
      fc.property(fc.nat(499), fc.nat(100), (first, length) => {
        const count = Math.min(length, 500 - first);
        const piece = new Float64Array(count);
        sampler(piece, stream, first, count);
        expect(piece).toEqual(whole.slice(first, first + count));
      }),
    );
  });
});
