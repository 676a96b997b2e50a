import type { DistributionSpec } from '../scenario/distribution-spec.js';
import { betaSampler } from './beta-sampler.js';
import { discreteSampler } from './discrete-sampler.js';
import { empiricalSampler } from './empirical-sampler.js';
import { exponentialSampler } from './exponential-sampler.js';
import { gammaSampler } from './gamma-sampler.js';
import { lognormalSampler } from './lognormal-sampler.js';
import { normalSampler } from './normal-sampler.js';
import { poissonSampler } from './poisson-sampler.js';
import type { Sampler } from './sampler.js';
import { triangularSampler } from './triangular-sampler.js';
import { uniformSampler } from './uniform-sampler.js';
import { weibullSampler } from './weibull-sampler.js';

/** The sampler of a distribution, whose numbers must be valid (see distributionFault). */
export function samplerFor(spec: DistributionSpec): Sampler {
  switch (spec.dist) {
    case 'normal':
      return normalSampler(spec);
    case 'uniform':
      return uniformSampler(spec);
    case 'triangular':
      return triangularSampler(spec);
    case 'lognormal':
      return lognormalSampler(spec);
    case 'beta':
      return betaSampler(spec);
    case 'gamma':
      return gammaSampler(spec);
    case 'exponential':
      return exponentialSampler(spec);
    case 'weibull':
      return weibullSampler(spec);
    case 'poisson':
      return poissonSampler(spec);
    case 'discrete':
      return discreteSampler(spec);
    case 'empirical':
      return empiricalSampler(spec);
  }
}
