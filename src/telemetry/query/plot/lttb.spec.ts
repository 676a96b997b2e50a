import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { largestTriangles } from './lttb.js';

describe('largestTriangles', () => {
  it('keeps a peak that stands alone in a thousand', () => {
    const points = Array.from({ length: 1000 }, (_, x) => ({ x, y: x === 357 ? 100 : Math.sin(x / 50) }));
    const kept = largestTriangles(points, 20);
    expect(kept).toHaveLength(20);
    expect(kept).toContain(357);
  });

  it('chooses what the paper’s formula chooses', () => {
    const points = [0, 5, 1, 9, 2, 8, 0].map((y, x) => ({ x, y }));
    // Buckets [1, 2] and [3, 4, 5]. Doubled areas: with (0, 0) and (4, 19/3) 13.7 and 8.7; then with (1, 5) and (6, 0) 30, 0, 35.
    expect(largestTriangles(points, 4)).toEqual([0, 1, 5, 6]);
  });

  it('keeps the ends, the order and the number, whatever comes', () => {
    const values = fc.array(fc.double({ noNaN: true, noDefaultInfinity: true }), { maxLength: 300 });
    fc.assert(
      fc.property(values, fc.integer({ min: 3, max: 50 }), (ys, threshold) => {
        const kept = largestTriangles(
          ys.map((y, x) => ({ x, y })),
          threshold,
        );
        expect(kept).toHaveLength(Math.min(ys.length, threshold));
        expect([...new Set(kept)].sort((a, b) => a - b)).toEqual(kept);
        if (ys.length > 0) expect([kept[0], kept.at(-1)]).toEqual([0, ys.length - 1]);
      }),
    );
  });
});
