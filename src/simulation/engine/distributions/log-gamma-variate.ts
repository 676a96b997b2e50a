import { log } from '../arithmetic/elementary.js';
import { at } from '../block.js';
import type { Sampler } from './sampler.js';
import { StandardGamma } from './standard-gamma.js';

/**
 * Logarithms of gamma variates of scale 1 and any shape above 0; as logarithms, because with a small shape the variates
 * themselves underflow. For a shape below 1: ln G(shape + 1) + ln(u) / shape (Marsaglia and Tsang 2000, section 6).
 * Takes two lanes of the stream.
 */
export function logGammaVariate(shape: number): Sampler {
  const small = shape < 1;
  const gamma = new StandardGamma(small ? shape + 1 : shape);
  let boost = new Float64Array(0);
  return (out, stream, first, count) => {
    gamma.fill(out, stream, first, count);
    for (let i = 0; i < count; i += 1) out[i] = log(at(out, i));
    if (!small) return;
    if (boost.length < count) boost = new Float64Array(count);
    stream.lane(1).fill(boost, first, count);
    for (let i = 0; i < count; i += 1) out[i] = at(out, i) + log(at(boost, i)) / shape;
  };
}
