import { at } from '../block.js';
import { selectRanks } from './select-ranks.js';

/** Values, low to high with both ends, among which the values of some ranks very probably are. */
export interface Bracket {
  readonly low: number;
  readonly high: number;
  /** Ascending. */
  readonly ranks: readonly number[];
}

/** Standard deviations of a rank in the sample on either side: a bracket misses its rank once in ten thousand times. */
const DEVIATIONS = 4;
/** Looked at are this many times the two-thirds power of all: more would cost more than narrower brackets save. */
const SAMPLED = 4;

/**
 * Disjoint brackets, ascending, of the ascending ranks of the first `count` values, as Floyd and Rivest (1975) make them from
 * a sample. The sample are the first values: those of a simulation are in no order.
 */
export function bracketsFor(values: Float64Array, count: number, ranks: readonly number[]): Bracket[] {
  const size = Math.min(count, Math.ceil(SAMPLED * count ** (2 / 3)));
  const sample = values.slice(0, size);
  const sides = ranks.map((rank) => {
    const share = rank / Math.max(1, count - 1);
    const spread = DEVIATIONS * Math.sqrt(size * share * (1 - share)) + DEVIATIONS;
    return { low: Math.floor(share * size - spread), high: Math.ceil(share * size + spread), rank };
  });
  const inside = sides.flatMap(({ low, high }) => [low, high]).filter((rank) => rank >= 0 && rank < size);
  selectRanks(
    sample,
    [...new Set(inside)].sort((a, b) => a - b),
  );
  const brackets: Bracket[] = [];
  for (const { low, high, rank } of sides) {
    const from = low < 0 ? -Infinity : at(sample, low);
    const to = high >= size ? Infinity : at(sample, high);
    const last = brackets.at(-1);
    if (last && from <= last.high) {
      brackets[brackets.length - 1] = { low: last.low, high: Math.max(last.high, to), ranks: [...last.ranks, rank] };
    } else brackets.push({ low: from, high: to, ranks: [rank] });
  }
  return brackets;
}
