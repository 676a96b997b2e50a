import { describe, expect, it } from '@jest/globals';
import { aggregateWindow } from './aggregate-window.js';
import { fillGaps, type Fill } from './fill.js';

const MINUTE = 60_000;

describe('fillGaps', () => {
  const buckets = [
    { at: MINUTE, value: 10, count: 2 },
    { at: 4 * MINUTE, value: 40, count: 1 },
  ];
  const filled = (fill: Fill, empty: number | null = null) =>
    fillGaps(buckets, fill, empty, aggregateWindow('1m'), { from: 30_000, until: 5 * MINUTE + 1 }).map(
      ({ value }) => value,
    );

  it('leaves gaps, shows them, carries the value before, or draws a line', () => {
    expect(filled('none')).toEqual([10, 40]);
    expect(filled('null')).toEqual([null, 10, null, null, 40, null]);
    expect(filled('null', 0)).toEqual([0, 10, 0, 0, 40, 0]);
    expect(filled('previous')).toEqual([null, 10, 10, 10, 40, 40]);
    expect(filled('linear')).toEqual([null, 10, 20, 30, 40, null]);
  });

  it('shows what it filled by a count of 0', () => {
    const all = fillGaps(buckets, 'linear', null, aggregateWindow('1m'), { from: MINUTE, until: 5 * MINUTE });
    expect(all.map(({ count }) => count)).toEqual([2, 0, 0, 1]);
  });

  it('makes nothing of nothing', () => {
    const range = { from: 0, until: 2 * MINUTE };
    expect(fillGaps([], 'previous', null, aggregateWindow('1m'), range).map(({ value }) => value)).toEqual([
      null,
      null,
    ]);
  });
});
