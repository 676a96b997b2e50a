import { at } from '../block.js';
import type { UniformSpec } from '../scenario/distribution-spec.js';
import type { Sampler } from './sampler.js';

/** Between low and high; the constant low when they are equal. */
export function uniformSampler({ low, high }: UniformSpec): Sampler {
  const range = high - low;
  return (out, stream, first, count) => {
    stream.fill(out, first, count);
    for (let i = 0; i < count; i += 1) out[i] = low + range * at(out, i);
  };
}
