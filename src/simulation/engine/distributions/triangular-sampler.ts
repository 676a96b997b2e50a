import { at } from '../block.js';
import type { TriangularSpec } from '../scenario/distribution-spec.js';
import type { Sampler } from './sampler.js';

/** By inversion; the constant low when low and high are equal. */
export function triangularSampler({ low, mode, high }: TriangularSpec): Sampler {
  const range = high - low;
  const rising = range * (mode - low);
  const falling = range * (high - mode);
  const split = range > 0 ? (mode - low) / range : 1;
  return (out, stream, first, count) => {
    stream.fill(out, first, count);
    for (let i = 0; i < count; i += 1) {
      const u = at(out, i);
      out[i] = u < split ? low + Math.sqrt(u * rising) : high - Math.sqrt((1 - u) * falling);
    }
  };
}
