import { exp } from '../arithmetic/elementary.js';
import { at } from '../block.js';
import type { LognormalSpec } from '../scenario/distribution-spec.js';
import { inverseNormal } from './inverse-normal.js';
import type { Sampler } from './sampler.js';

/** The exponential of a normal with mean mu and standard deviation sigma, by inversion. */
export function lognormalSampler({ mu, sigma }: LognormalSpec): Sampler {
  return (out, stream, first, count) => {
    stream.fill(out, first, count);
    for (let i = 0; i < count; i += 1) out[i] = exp(mu + sigma * inverseNormal(at(out, i)));
  };
}
