import { at } from '../block.js';
import { placesOf, quantilesAt } from '../statistics/quantiles.js';
import { selectRanks } from '../statistics/select-ranks.js';
import { bracketsFor, type Bracket } from '../statistics/rank-brackets.js';
import { MOST_BRACKETS } from './bracket-code.js';
import { RunMemory } from './run-memory.js';
import type { VectorLibrary } from './vector-library.js';

const PAIR_BYTES = 16;
/** Values between two looks at how much room is left: a multiple of 2. */
const STRETCH = 65_536;
/** Bytes of what is kept of a stretch, at most. */
const KEPT_BYTES = RunMemory.bytesOf(STRETCH);
/** Room for kept values, as a multiple of the two-thirds power of all: the brackets were bad when there are more. */
const ROOM = 12;

/**
 * Exact quantiles in one pass over the values, in which vector code counts how many lie below each of a few brackets, and keeps
 * those that lie in one: the wanted order statistics are among them.
 */
export class BracketedQuantiles {
  private readonly bounds: number;
  private readonly counts: number;
  private readonly out: number;

  constructor(
    private readonly memory: RunMemory,
    private readonly library: VectorLibrary,
  ) {
    this.bounds = memory.scratch(2 * MOST_BRACKETS * 8);
    this.counts = memory.scratch(MOST_BRACKETS * PAIR_BYTES);
    this.out = memory.scratch(KEPT_BYTES);
  }

  /** As quantiles() of the first `count` values; undefined when the brackets did not hold what they should. */
  of(values: Float64Array, count: number, probabilities: readonly number[]): number[] | undefined {
    const { places, ranks } = placesOf(count, probabilities);
    const brackets = bracketsFor(values, count, ranks);
    if (brackets.length > MOST_BRACKETS) return undefined;
    const { counts, kept } = this.pass(values, count, brackets) ?? {};
    if (!counts || !kept) return undefined;
    const before = brackets.map(({ low }) => countBelow(kept, low));
    const positions = new Map<number, number>();
    for (const [index, bracket] of brackets.entries()) {
      const left = count - at(counts, index) - (before[index] ?? 0);
      const end = before[index + 1] ?? kept.length;
      for (const rank of bracket.ranks) {
        if (rank - left < (before[index] ?? 0) || rank - left >= end) return undefined;
        positions.set(rank, rank - left);
      }
    }
    selectRanks(kept, [...positions.values()]);
    return quantilesAt(places, (rank) => at(kept, positions.get(rank) ?? NaN));
  }

  /** How many values are at or above each bracket's low, and all that lie in one. */
  private pass(
    values: Float64Array,
    count: number,
    brackets: readonly Bracket[],
  ): { counts: Float64Array; kept: Float64Array } | undefined {
    const bounds = this.memory.doubles(this.bounds, 2 * MOST_BRACKETS).fill(Infinity);
    bounds.set(brackets.map(({ low }) => low));
    bounds.set(
      brackets.map(({ high }) => high),
      MOST_BRACKETS,
    );
    const counts = new BigInt64Array(this.memory.memory.buffer, this.counts, 2 * MOST_BRACKETS).fill(0n);
    const pairs = count - (count % 2);
    const kept = new Float64Array(Math.ceil(ROOM * count ** (2 / 3)));
    let length = 0;
    for (let from = 0; from < pairs; from += STRETCH) {
      const bytes = 8 * Math.min(STRETCH, pairs - from);
      const end = this.library.brackets(values.byteOffset + 8 * from, bytes, this.bounds, this.counts, this.out);
      const found = this.memory.doubles(this.out, (end - this.out) / 8);
      if (length + found.length + 1 > kept.length) return undefined;
      kept.set(found, length);
      length += found.length;
    }
    const reached = Float64Array.from(
      brackets,
      (_, index) => -Number((counts[2 * index] ?? 0n) + (counts[2 * index + 1] ?? 0n)),
    );
    if (pairs < count) {
      const last = at(values, pairs);
      brackets.forEach(({ low }, index) => (reached[index] = at(reached, index) + (last >= low ? 1 : 0)));
      kept[length] = last;
      length += 1;
    }
    return { counts: reached, kept: kept.subarray(0, length) };
  }
}

/** How many values lie below a limit. */
function countBelow(values: Float64Array, limit: number): number {
  let count = 0;
  for (let index = 0; index < values.length; index += 1) count += at(values, index) < limit ? 1 : 0;
  return count;
}
