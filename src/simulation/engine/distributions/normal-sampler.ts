import { at } from '../block.js';
import type { NormalSpec } from '../scenario/distribution-spec.js';
import { inverseNormal } from './inverse-normal.js';
import type { Sampler } from './sampler.js';

/** By inversion, so that candidates with other means or deviations move together sample by sample. */
export function normalSampler({ mean, std }: NormalSpec): Sampler {
  return (out, stream, first, count) => {
    stream.fill(out, first, count);
    for (let i = 0; i < count; i += 1) out[i] = mean + std * inverseNormal(at(out, i));
  };
}
