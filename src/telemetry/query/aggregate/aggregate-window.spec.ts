import { describe, expect, it } from '@jest/globals';
import { aggregateWindow, bucketOf, levelsWithin } from './aggregate-window.js';

describe('aggregateWindow', () => {
  it('begins weeks on Mondays, and all else at the epoch', () => {
    const at = Date.parse('2026-11-20T08:15:30Z');
    const bucket = (window: string) => new Date(bucketOf(at, aggregateWindow(window))).toISOString();
    expect(bucket('1w')).toBe('2026-11-16T00:00:00.000Z');
    expect(bucket('1d')).toBe('2026-11-20T00:00:00.000Z');
    expect(bucket('15m')).toBe('2026-11-20T08:15:00.000Z');
    expect(bucket('7s')).toBe(new Date(Math.floor(at / 7000) * 7000).toISOString());
  });

  it('is answered by the rollups that divide it', () => {
    const tables = (window: string) => levelsWithin(aggregateWindow(window)).map(({ table }) => table);
    expect(tables('1w')).toEqual(['rollup_1d', 'rollup_1h', 'rollup_1m']);
    expect(tables('36h')).toEqual(['rollup_1h', 'rollup_1m']);
    expect(tables('15m')).toEqual(['rollup_1m']);
    expect(tables('90s')).toEqual([]);
  });
});
