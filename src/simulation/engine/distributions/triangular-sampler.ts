import { at } from '../block.js';
import type { TriangularSpec } from '../scenario/distribution-spec.js';
import type { Sampler } from './sampler.js';

/** What the inversion of a triangular distribution needs. */
export interface TriangularShape {
  readonly low: number;
  readonly high: number;
  /** The chance of a value below the mode. */
  readonly split: number;
  readonly rising: number;
  readonly falling: number;
}

export function triangularShape({ low, mode, high }: TriangularSpec): TriangularShape {
  const range = high - low;
  return {
    low,
    high,
    split: range > 0 ? (mode - low) / range : 1,
    rising: range * (mode - low),
    falling: range * (high - mode),
  };
}

/** By inversion; the constant low when low and high are equal. */
export function triangularSampler(spec: TriangularSpec): Sampler {
  const { low, high, split, rising, falling } = triangularShape(spec);
  return (out, stream, first, count) => {
    stream.fill(out, first, count);
    for (let i = 0; i < count; i += 1) {
      const u = at(out, i);
      out[i] = u < split ? low + Math.sqrt(u * rising) : high - Math.sqrt((1 - u) * falling);
    }
  };
}
