import type { Reading } from '../../ingest/reading.js';
import { completenessOf, freshnessOf, isInRange, sampleQuality, type QualityParts } from './reading-quality.js';
import type { SourceMapping } from './source-mapping.js';

/** A sample of a reading with what is thought of it. */
export interface JudgedSample {
  readonly metric: string;
  readonly value: number;
  /** 0 to 1. */
  readonly quality: number;
  readonly inRange: boolean;
  /** How many samples of the same submission name its series and instant, itself included. */
  readonly occurrences: number;
}

/** A reading whose samples each have a quality; the reading's own is their mean. */
export interface JudgedReading {
  readonly reading: Reading;
  readonly parts: QualityParts;
  readonly samples: readonly JudgedSample[];
}

/**
 * Judges the readings of one submission, whose own quality is still the device's.
 * @param now their arrival, in milliseconds since 1970
 */
export function judge(readings: readonly Reading[], mapping: SourceMapping, now: number): JudgedReading[] {
  const occurrences = countOccurrences(readings);
  return readings.map((reading) => {
    const parts = {
      device: reading.quality,
      completeness: completenessOf(new Set(reading.metrics.map(([metric]) => metric)), mapping.expected),
      freshness: freshnessOf((now - reading.at) / 1000, mapping.staleAfter),
    };
    const samples = reading.metrics.map(([metric, value]) => {
      const inRange = isInRange(value, mapping.rangeOf(metric));
      const count = occurrences.get(sampleKey(reading, metric)) ?? 1;
      return { metric, value, quality: sampleQuality(parts, inRange, count), inRange, occurrences: count };
    });
    const quality = samples.reduce((sum, sample) => sum + sample.quality, 0) / samples.length;
    return { reading: { ...reading, quality }, parts, samples };
  });
}

/** A judged reading as readings of one quality each, which is what the store takes. */
export function storedParts({ reading, samples }: JudgedReading): Reading[] {
  const byQuality = new Map<number, [string, number][]>();
  for (const { metric, value, quality } of samples) {
    const metrics = byQuality.get(quality);
    if (metrics) metrics.push([metric, value]);
    else byQuality.set(quality, [[metric, value]]);
  }
  return [...byQuality].map(([quality, metrics]) => ({ ...reading, metrics, quality }));
}

function countOccurrences(readings: readonly Reading[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const reading of readings) {
    for (const [metric] of reading.metrics) {
      const key = sampleKey(reading, metric);
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
  }
  return counts;
}

/** No part holds a NUL, since none could be stored. */
function sampleKey({ twinId, assetId, at }: Reading, metric: string): string {
  return `${twinId}\0${assetId}\0${at}\0${metric}`;
}
