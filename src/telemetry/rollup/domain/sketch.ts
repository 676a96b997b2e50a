/**
 * A quantile sketch with logarithmic bins (DDSketch: Masson, Rim & Lee 2019). A value v > 0 is in bin
 * ceil(log_γ v) + 40000 with γ = (1 + ε) / (1 − ε); negative values have the mirrored, negative key, and 0 has key 0, so
 * that keys are in the order of the values. The database makes the bins (`sketch_key`); adding counts merges sketches.
 */
export interface Sketch {
  /** How many values there are of each key. */
  readonly bins: ReadonlyMap<number, number>;
  readonly min: number;
  readonly max: number;
}

/** ε: how far a quantile is from the exact one at most, relative to the exact one. */
export const RELATIVE_ERROR = 0.01;
const LOG_GAMMA = Math.log((1 + RELATIVE_ERROR) / (1 - RELATIVE_ERROR));
/** Makes the keys of positive values positive: the smallest float8 has logarithm −744.44. */
const OFFSET = 40_000;

/**
 * The q-quantile by nearest rank: the value that ⌈q·n⌉ of the n values do not exceed, within ε of it.
 * @param q from 0 to 1
 * @returns undefined for an empty sketch
 */
export function quantile({ bins, min, max }: Sketch, q: number): number | undefined {
  const keys = [...bins.keys()].sort((a, b) => a - b);
  const count = keys.reduce((sum, key) => sum + (bins.get(key) ?? 0), 0);
  const rank = Math.max(1, Math.ceil(q * count));
  let seen = 0;
  for (const key of keys) {
    seen += bins.get(key) ?? 0;
    // No value lies outside; where only one value is possible, this gives it exactly.
    if (seen >= rank) return Math.max(min, Math.min(max, valueOf(key)));
  }
  return undefined;
}

/** The value from which all of the bin are at most ε away: 2γⁱ / (γ + 1). */
function valueOf(key: number): number {
  if (key === 0) return 0;
  const exponent = (Math.abs(key) - OFFSET) * LOG_GAMMA;
  return Math.sign(key) * Math.exp(exponent + Math.log(2 / (Math.exp(LOG_GAMMA) + 1)));
}
