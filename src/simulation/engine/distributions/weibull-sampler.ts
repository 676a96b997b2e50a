import { at } from '../block.js';
import type { WeibullSpec } from '../scenario/distribution-spec.js';
import type { Sampler } from './sampler.js';

/** By inversion: scale · (-ln(1 - u))^(1 / shape). */
export function weibullSampler({ shape, scale }: WeibullSpec): Sampler {
  const power = 1 / shape;
  return (out, stream, first, count) => {
    stream.fill(out, first, count);
    for (let i = 0; i < count; i += 1) out[i] = scale * (-Math.log1p(-at(out, i))) ** power;
  };
}
