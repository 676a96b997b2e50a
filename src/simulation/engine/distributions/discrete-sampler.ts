import { at } from '../block.js';
import type { DiscreteSpec } from '../scenario/distribution-spec.js';
import type { Sampler } from './sampler.js';
import { WeightedValues } from './weighted-values.js';

/** By inversion over the ascending values: their order in the document does not matter. */
export function discreteSampler({ values, weights }: DiscreteSpec): Sampler {
  const pairs = values.map((value, index) => ({ value, weight: weights[index] ?? 0 }));
  pairs.sort((a, b) => a.value - b.value);
  const table = new WeightedValues(
    Float64Array.from(pairs, ({ value }) => value),
    Float64Array.from(pairs, ({ weight }) => weight),
  );
  return (out, stream, first, count) => {
    stream.fill(out, first, count);
    for (let i = 0; i < count; i += 1) out[i] = table.quantile(at(out, i));
  };
}
