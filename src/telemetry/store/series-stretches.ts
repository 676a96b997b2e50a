import type { SeriesBatch } from './series-batch.js';

/** From its first to its last instant, both included, in milliseconds since 1970. */
interface Stretch {
  readonly first: number;
  readonly last: number;
}

/** The stretch of time of which a group has samples, by series. */
export type SeriesStretches = ReadonlyMap<string, Stretch>;

export function seriesStretches(batches: readonly SeriesBatch[]): SeriesStretches {
  return new Map(
    batches.map(({ key, samples: { at } }) => {
      return [key, { first: at[0] ?? Infinity, last: at.at(-1) ?? -Infinity }];
    }),
  );
}

/** Whether both may have a sample of the same instant of the same series. */
export function overlap(one: SeriesStretches, other: SeriesStretches): boolean {
  for (const [key, { first, last }] of one) {
    const there = other.get(key);
    if (there && there.first <= last && first <= there.last) return true;
  }
  return false;
}
