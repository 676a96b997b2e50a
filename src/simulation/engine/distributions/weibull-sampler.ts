import { pow } from '../arithmetic/elementary.js';
import { NUMBERS } from '../arithmetic/number-algebra.js';
import { at } from '../block.js';
import type { WeibullSpec } from '../scenario/distribution-spec.js';
import type { Sampler } from './sampler.js';
import { standardExponential } from './standard-exponential.js';

/** By inversion: scale · (-ln(1 - u))^(1 / shape). */
export function weibullSampler({ shape, scale }: WeibullSpec): Sampler {
  const power = 1 / shape;
  return (out, stream, first, count) => {
    stream.fill(out, first, count);
    for (let i = 0; i < count; i += 1) out[i] = scale * pow(standardExponential(NUMBERS, at(out, i)), power);
  };
}
