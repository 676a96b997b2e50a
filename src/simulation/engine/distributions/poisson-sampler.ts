import { at } from '../block.js';
import type { PoissonSpec } from '../scenario/distribution-spec.js';
import type { Sampler } from './sampler.js';
import { WeightedValues } from './weighted-values.js';

/** Counts less likely than this share of the likeliest lie beyond what 53 random bits can reach. */
const NEGLIGIBLE = 2 ** -64;

/**
 * By inversion over a table of the counts that 53 random bits can reach: about 20 · √rate entries of 16 bytes, made
 * once, from the mode outwards with p(k + 1) = p(k) · rate / (k + 1). One number a sample, so candidates with other
 * rates move together.
 */
export function poissonSampler({ rate }: PoissonSpec): Sampler {
  const table = poissonTable(rate);
  return (out, stream, first, count) => {
    stream.fill(out, first, count);
    for (let i = 0; i < count; i += 1) out[i] = table.quantile(at(out, i));
  };
}

function poissonTable(rate: number): WeightedValues {
  const mode = Math.floor(rate);
  const below: number[] = [];
  for (let k = mode, weight = k / rate; k > 0 && weight > NEGLIGIBLE; k -= 1, weight *= k / rate) below.push(weight);
  const from = mode - below.length;
  const weights = below.reverse();
  for (let k = mode, weight = 1; weight > NEGLIGIBLE; k += 1, weight *= rate / k) weights.push(weight);
  return new WeightedValues(
    Float64Array.from(weights, (_, index) => from + index),
    Float64Array.from(weights),
  );
}
