import { exp } from '../arithmetic/elementary.js';
import { at } from '../block.js';
import type { BetaSpec } from '../scenario/distribution-spec.js';
import { logGammaVariate } from './log-gamma-variate.js';
import type { Sampler } from './sampler.js';

/** X / (X + Y) of two gamma variates, from their logarithms: 1 / (1 + Y / X) stays exact when both are tiny. */
export function betaSampler({ alpha, beta }: BetaSpec): Sampler {
  const logX = logGammaVariate(alpha);
  const logY = logGammaVariate(beta);
  let y = new Float64Array(0);
  return (out, stream, first, count) => {
    if (y.length < count) y = new Float64Array(count);
    logX(out, stream, first, count);
    logY(y, stream.lane(2), first, count);
    for (let i = 0; i < count; i += 1) out[i] = 1 / (1 + exp(at(y, i) - at(out, i)));
  };
}
