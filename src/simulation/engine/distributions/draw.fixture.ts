import { UniformStream } from '../random/uniform-stream.js';
import type { DistributionSpec } from '../scenario/distribution-spec.js';
import { samplerFor } from './sampler-for.js';

/** The first samples of a distribution under a fixed seed. */
export function draw(spec: DistributionSpec, count = 100_000, seed = 2026): Float64Array {
  const out = new Float64Array(count);
  samplerFor(spec)(out, new UniformStream(seed, 0), 0, count);
  return out;
}
