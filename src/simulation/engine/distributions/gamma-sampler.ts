import { exp } from '../arithmetic/elementary.js';
import { at } from '../block.js';
import type { GammaSpec } from '../scenario/distribution-spec.js';
import { logGammaVariate } from './log-gamma-variate.js';
import type { Sampler } from './sampler.js';
import { StandardGamma } from './standard-gamma.js';

/** By the method of Marsaglia and Tsang, with their boost for a shape below 1. */
export function gammaSampler({ shape, scale }: GammaSpec): Sampler {
  return shape < 1 ? smallShape(shape, scale) : largeShape(shape, scale);
}

function largeShape(shape: number, scale: number): Sampler {
  const gamma = new StandardGamma(shape);
  return (out, stream, first, count) => {
    gamma.fill(out, stream, first, count);
    for (let i = 0; i < count; i += 1) out[i] = scale * at(out, i);
  };
}

function smallShape(shape: number, scale: number): Sampler {
  const logGamma = logGammaVariate(shape);
  return (out, stream, first, count) => {
    logGamma(out, stream, first, count);
    for (let i = 0; i < count; i += 1) out[i] = scale * exp(at(out, i));
  };
}
