import type { ValueRange } from './source-document.js';

/** What a value outside its range is worth. */
export const OUT_OF_RANGE_FACTOR = 0.25;

/** What the quality of every sample of a reading has in common; each 0 to 1. */
export interface QualityParts {
  /** The device's own judgement; 1 where it has none. */
  readonly device: number;
  readonly completeness: number;
  readonly freshness: number;
}

/** Share of the expected metrics that are there; 1 where none is expected. */
export function completenessOf(present: ReadonlySet<string>, expected: readonly string[]): number {
  if (expected.length === 0) return 1;
  return expected.filter((metric) => present.has(metric)).length / expected.length;
}

/**
 * 1 up to the age at which a reading is stale, then that over its age: half at twice the age. Clocks that are ahead
 * make nothing stale.
 * @param age from measurement to arrival, in seconds
 * @param staleAfter in seconds; undefined: never
 */
export function freshnessOf(age: number, staleAfter: number | undefined): number {
  return staleAfter === undefined || age <= staleAfter ? 1 : staleAfter / age;
}

/** Whether a value as stored is one that the metric can have; its bounds are. */
export function isInRange(value: number, { min = -Infinity, max = Infinity }: ValueRange = {}): boolean {
  return value >= min && value <= max;
}

/**
 * The quality of a sample, 0 to 1: device × completeness × freshness, a quarter of it when the value is out of range,
 * and of several that name one instant of one series in the same submission each its share.
 * @param occurrences how many name it, itself included
 */
export function sampleQuality(parts: QualityParts, inRange: boolean, occurrences: number): number {
  const { device, completeness, freshness } = parts;
  return (device * completeness * freshness * (inRange ? 1 : OUT_OF_RANGE_FACTOR)) / occurrences;
}
