import { describe, expect, it } from '@jest/globals';
import type { Reading } from '../../ingest/reading.js';
import { judge, storedParts } from './judged-reading.js';
import { SourceMapping } from './source-mapping.js';

const NOW = Date.UTC(2026, 10, 20);
const MAPPING = new SourceMapping({
  name: 'gateway',
  twin: { value: 'line_1' },
  asset: { value: 'oven' },
  metrics: [
    { metric: 'a', from: '/a', range: { min: 0, max: 10 } },
    { metric: 'b', from: '/b' },
  ],
  quality: { stale_after_s: 60 },
});

function reading(metrics: Record<string, number>, change: Partial<Reading> = {}): Reading {
  const place = { index: 0, twinId: 'line_1', assetId: 'oven', eventId: undefined };
  return { ...place, at: NOW, quality: 1, metrics: Object.entries(metrics), ...change };
}

function qualities(...readings: Reading[]): number[][] {
  return judge(readings, MAPPING, NOW).map(({ samples }) => samples.map(({ quality }) => quality));
}

describe('judge', () => {
  it('gives each sample its quality, and the reading their mean', () => {
    expect(qualities(reading({ a: 5, b: 5 }))).toEqual([[1, 1]]);
    expect(qualities(reading({ a: 11, b: 11 }))).toEqual([[0.25, 1]]);
    const [judged] = judge([reading({ a: 11, b: 11 })], MAPPING, NOW);
    expect(judged?.reading.quality).toBe(0.625);
    expect(judged?.parts).toEqual({ device: 1, completeness: 1, freshness: 1 });
  });

  it('multiplies what the device says, what is missing and how old it is', () => {
    expect(qualities(reading({ b: 1 }, { quality: 0.8, at: NOW - 120_000 }))).toEqual([[0.8 * 0.5 * 0.5]]);
  });

  it('shares the quality among samples of one series and instant', () => {
    const other = { assetId: 'press' };
    expect(qualities(reading({ a: 1, b: 1 }), reading({ a: 2, b: 1 }, { at: NOW - 1 }), reading({ a: 1 }))).toEqual([
      [0.5, 1],
      [1, 1],
      [0.25],
    ]);
    expect(qualities(reading({ a: 1, b: 1 }), reading({ a: 1, b: 1 }, other))).toEqual([
      [1, 1],
      [1, 1],
    ]);
  });
});

describe('storedParts', () => {
  it('are readings of one quality each, which together hold every sample once', () => {
    const [judged] = judge([reading({ a: 11, b: 5 }, { index: 3 })], MAPPING, NOW);
    expect(judged && storedParts(judged)).toEqual([
      { ...reading({ a: 11 }), index: 3, quality: 0.25 },
      { ...reading({ b: 5 }), index: 3, quality: 1 },
    ]);
    const [whole] = judge([reading({ a: 1, b: 5 })], MAPPING, NOW);
    expect(whole && storedParts(whole)).toHaveLength(1);
  });
});
