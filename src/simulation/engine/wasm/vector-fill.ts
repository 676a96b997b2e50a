import { PLAIN_EXPONENT } from '../arithmetic/exponential.js';
import { triangularShape } from '../distributions/triangular-sampler.js';
import type { DistributionSpec } from '../scenario/distribution-spec.js';
import type { VectorLibrary } from './vector-library.js';

/** Turns uniform numbers at an address into samples at another; 4 bytes a sample are needed at `list`. */
export type VectorSampler = (uniforms: number, out: number, bytes: number, list: number) => void;

/** No number of a uniform stream has a quantile beyond this size. */
const MOST_DEVIATIONS = 9;
const MOST_POWER = 2 ** 31;

/** The vector code that samples a distribution, or undefined for what is sampled in JavaScript. */
export function vectorSamplerFor(spec: DistributionSpec, library: VectorLibrary): VectorSampler | undefined {
  switch (spec.dist) {
    case 'normal':
      return (uniforms, out, bytes, list) => {
        library.normal(uniforms, out, bytes, list, spec.mean, spec.std);
      };
    case 'lognormal':
      if (Math.abs(spec.mu) + spec.sigma * MOST_DEVIATIONS > PLAIN_EXPONENT) return undefined;
      return (uniforms, out, bytes, list) => {
        library.normal(uniforms, out, bytes, list, spec.mu, spec.sigma);
        library.exponentials(out, out, bytes);
      };
    case 'uniform':
      return (uniforms, out, bytes) => {
        library.uniform(uniforms, out, bytes, spec.low, spec.high - spec.low);
      };
    case 'triangular': {
      const { low, high, split, rising, falling } = triangularShape(spec);
      return (uniforms, out, bytes) => {
        library.triangular(uniforms, out, bytes, low, high, split, rising, falling);
      };
    }
    case 'exponential':
      return (uniforms, out, bytes) => {
        library.exponential(uniforms, out, bytes, spec.rate);
      };
    case 'weibull':
      if (1 / spec.shape > MOST_POWER) return undefined;
      return (uniforms, out, bytes) => {
        library.weibull(uniforms, out, bytes, 1 / spec.shape, spec.scale);
      };
    case 'beta':
    case 'gamma':
    case 'poisson':
    case 'discrete':
    case 'empirical':
      return undefined;
  }
}
