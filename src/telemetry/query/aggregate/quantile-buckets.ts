import { quantile } from '../../rollup/domain/sketch.js';
import type { AggregateBucket } from './aggregate-bucket.js';

/** A part of a bucket, with the lists of its sketch as text. */
export interface SketchRow {
  readonly seriesId: number;
  readonly at: number;
  readonly count: number;
  readonly min: number;
  readonly max: number;
  readonly keys: string;
  readonly counts: string;
}

interface Sum {
  readonly seriesId: number;
  readonly at: number;
  readonly bins: Map<number, number>;
  count: number;
  min: number;
  max: number;
}

/** Adds the sketches of each bucket's parts, which come one after the other, and takes a quantile of the sum. */
export function quantileBuckets(rows: readonly SketchRow[], q: number): AggregateBucket[] {
  const sums: Sum[] = [];
  for (const row of rows) {
    const last = sums.at(-1);
    if (last?.seriesId === row.seriesId && last.at === row.at) add(last, row);
    else sums.push(begun(row));
  }
  return sums.map((sum) => ({
    seriesId: sum.seriesId,
    at: sum.at,
    count: sum.count,
    value: quantile(sum, q) ?? null,
  }));
}

function begun(row: SketchRow): Sum {
  const sum = { seriesId: row.seriesId, at: row.at, bins: new Map(), count: 0, min: Infinity, max: -Infinity };
  add(sum, row);
  return sum;
}

function add(sum: Sum, { count, min, max, keys, counts }: SketchRow): void {
  sum.count += count;
  sum.min = Math.min(sum.min, min);
  sum.max = Math.max(sum.max, max);
  const tallies = counts.split(',');
  keys.split(',').forEach((text, i) => {
    const key = Number(text);
    sum.bins.set(key, (sum.bins.get(key) ?? 0) + Number(tallies[i]));
  });
}
