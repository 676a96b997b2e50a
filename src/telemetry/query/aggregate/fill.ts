import { bucketOf, type AggregateWindow } from './aggregate-window.js';

export const FILLS = ['none', 'null', 'previous', 'linear'] as const;
export type Fill = (typeof FILLS)[number];

/** A bucket of one series: its beginning in milliseconds since 1970, its value, and how many samples it has. */
export interface Bucket {
  readonly at: number;
  readonly value: number | null;
  readonly count: number;
}

/**
 * Puts a bucket where a series has none: without a value, with that of the one before, or on the line between its
 * neighbours. Before the first value and, on a line, after the last one there is nothing to take it from: it stays null.
 * @param buckets in time order
 * @param empty the value that a bucket without samples has by itself
 * @param range of the answer, in milliseconds since 1970; `until` is excluded
 */
export function fillGaps(
  buckets: readonly Bucket[],
  fill: Fill,
  empty: number | null,
  window: AggregateWindow,
  range: { readonly from: number; readonly until: number },
): readonly Bucket[] {
  if (fill === 'none') return buckets;
  const known = new Map(buckets.map((bucket) => [bucket.at, bucket]));
  const filled: Bucket[] = [];
  for (let at = bucketOf(range.from, window); at < range.until; at += window.sizeMs)
    filled.push(known.get(at) ?? { at, value: fill === 'null' ? empty : null, count: 0 });
  if (fill === 'null') return filled;
  return fill === 'previous' ? carried(filled) : interpolated(filled);
}

function carried(buckets: readonly Bucket[]): Bucket[] {
  let last: number | null = null;
  return buckets.map((bucket) => {
    if (bucket.count === 0) return { ...bucket, value: last };
    last = bucket.value ?? last;
    return bucket;
  });
}

function interpolated(buckets: readonly Bucket[]): Bucket[] {
  const knots = buckets.flatMap(({ count, value }, index) => (count > 0 && value !== null ? [{ index, value }] : []));
  let next = 0;
  return buckets.map((bucket, index) => {
    while ((knots[next]?.index ?? Infinity) < index) next += 1;
    const [before, after] = [knots[next - 1], knots[next]];
    if (bucket.count > 0 || !before || !after) return bucket;
    const share = (index - before.index) / (after.index - before.index);
    return { ...bucket, value: before.value * (1 - share) + after.value * share };
  });
}
