import { NUMBERS } from '../arithmetic/number-algebra.js';
import { at } from '../block.js';
import type { ExponentialSpec } from '../scenario/distribution-spec.js';
import type { Sampler } from './sampler.js';
import { standardExponential } from './standard-exponential.js';

/** By inversion: -ln(1 - u) / rate. */
export function exponentialSampler({ rate }: ExponentialSpec): Sampler {
  return (out, stream, first, count) => {
    stream.fill(out, first, count);
    for (let i = 0; i < count; i += 1) out[i] = standardExponential(NUMBERS, at(out, i)) / rate;
  };
}
