import { at } from '../block.js';
import type { EmpiricalSpec } from '../scenario/distribution-spec.js';
import type { Sampler } from './sampler.js';

/** The observed values themselves, by inverting their distribution function: their order does not matter. */
export function empiricalSampler({ values }: EmpiricalSpec): Sampler {
  const sorted = Float64Array.from(values).sort();
  return (out, stream, first, count) => {
    stream.fill(out, first, count);
    for (let i = 0; i < count; i += 1) out[i] = at(sorted, Math.floor(at(out, i) * sorted.length));
  };
}
