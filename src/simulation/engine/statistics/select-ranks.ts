import { at } from '../block.js';

/** Below this length the sampling step of Floyd and Rivest costs more than it saves. */
const SAMPLING_LENGTH = 600;

/**
 * Reorders values so that each of the ascending ranks holds what sorting would put there. Linear on average.
 * The values must not be NaN.
 */
export function selectRanks(values: Float64Array, ranks: readonly number[], from = 0, to = values.length - 1): void {
  const middle = ranks.length >> 1;
  const rank = ranks[middle];
  if (rank === undefined) return;
  select(values, from, to, rank);
  selectRanks(values, ranks.slice(0, middle), from, rank - 1);
  selectRanks(values, ranks.slice(middle + 1), rank + 1, to);
}

/** Algorithm 489 (SELECT) of Floyd and Rivest, Communications of the ACM 18(3), 1975. */
function select(values: Float64Array, from: number, to: number, rank: number): void {
  let left = from;
  let right = to;
  while (right > left) {
    if (right - left > SAMPLING_LENGTH) {
      const [low, high] = sampleBounds(left, right, rank);
      select(values, low, high, rank);
    }
    const pivot = at(values, rank);
    const split = partition(values, left, right, rank, pivot);
    if (split <= rank) left = split + 1;
    if (rank <= split) right = split - 1;
  }
}

/** A part of left to right about the rank in which the wanted value very probably lies. */
function sampleBounds(left: number, right: number, rank: number): [number, number] {
  const length = right - left + 1;
  const place = rank - left + 1;
  const log = Math.log(length);
  const size = 0.5 * Math.exp((2 * log) / 3);
  const sign = Math.sign(place - length / 2);
  const spread = 0.5 * Math.sqrt((log * size * (length - size)) / length) * sign;
  const low = Math.floor(rank - (place * size) / length + spread);
  const high = Math.floor(rank + ((length - place) * size) / length + spread);
  return [Math.max(left, low), Math.min(right, high)];
}

/** Puts what is smaller than the pivot, which lies at the rank, before it and what is greater behind it; returns its place. */
function partition(values: Float64Array, left: number, right: number, rank: number, pivot: number): number {
  let low = left;
  let high = right;
  swap(values, left, rank);
  const pivotAtRight = at(values, right) > pivot;
  if (pivotAtRight) swap(values, right, left);
  while (low < high) {
    swap(values, low, high);
    low += 1;
    high -= 1;
    while (at(values, low) < pivot) low += 1;
    while (at(values, high) > pivot) high -= 1;
  }
  if (at(values, left) === pivot) {
    swap(values, left, high);
    return high;
  }
  high += 1;
  swap(values, high, right);
  return high;
}

function swap(values: Float64Array, a: number, b: number): void {
  const kept = at(values, a);
  values[a] = at(values, b);
  values[b] = kept;
}
