import type { Assessment } from './confidence.js';

/** One reading, as far as its quality goes. */
export interface Reading {
  readonly ts: Date;
  /** 0 to 1. */
  readonly quality: number;
}

/** Readings younger than this are fresh, however quickly they usually come. */
const FRESH_MS = 30_000;
/** So many usual intervals without a reading are still fresh. */
const FRESH_INTERVALS = 3;
/** Fewer readings than this tell no usual interval. */
const FEWEST = 3;

/**
 * Mean quality × completeness × freshness of the newest readings, each 0 to 1:
 * - completeness: readings there are, of those that the usual (median) interval lets expect between the first and the
 *   last; with fewer than three readings, their number of three;
 * - freshness: 1 while the newest reading is at most 30 s or three usual intervals old, then that limit over its age.
 * @param readings oldest first
 * @param now the moment of the decision
 */
export function assessDataQuality(readings: readonly Reading[], now: Date): Assessment {
  const newest = readings.at(-1);
  if (!newest) return { score: undefined, explanation: 'There are no readings of the metric.' };
  const quality = readings.reduce((sum, reading) => sum + reading.quality, 0) / readings.length;
  const interval = medianInterval(readings);
  const completeness = completenessOf(readings, interval);
  const limit = Math.max(FRESH_MS, FRESH_INTERVALS * (interval ?? 0));
  const age = Math.max(now.getTime() - newest.ts.getTime(), 0);
  const freshness = age <= limit ? 1 : limit / age;
  return {
    score: quality * completeness * freshness,
    explanation:
      `The newest ${readings.length} readings have a mean quality of ${show(quality)}, are ${show(completeness)} complete, ` +
      `and the newest is ${(age / 1000).toFixed(1)} s old (freshness ${show(freshness)}).`,
  };
}

function completenessOf(readings: readonly Reading[], interval: number | undefined): number {
  const [first] = readings;
  const last = readings.at(-1);
  if (interval === undefined || !first || !last) return readings.length / FEWEST;
  const expected = Math.round((last.ts.getTime() - first.ts.getTime()) / interval) + 1;
  return Math.min(readings.length / expected, 1);
}

/** Milliseconds; undefined when there are too few readings, or all are of one moment. */
function medianInterval(readings: readonly Reading[]): number | undefined {
  if (readings.length < FEWEST) return undefined;
  const intervals = readings.slice(1).map((reading, i) => reading.ts.getTime() - (readings[i]?.ts.getTime() ?? 0));
  intervals.sort((a, b) => a - b);
  const median = intervals[Math.floor(intervals.length / 2)] ?? 0;
  return median > 0 ? median : undefined;
}

function show(share: number): string {
  return share.toFixed(2);
}
