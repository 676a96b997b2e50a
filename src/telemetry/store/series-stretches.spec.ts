import { describe, expect, it } from '@jest/globals';
import { overlap, seriesStretches, type SeriesStretches } from './series-stretches.js';

const sender = { tenant: 'x', actor: 'y', correlationId: 'z', causationId: null };

function stretches(series: Record<string, number[]>): SeriesStretches {
  return seriesStretches(
    Object.entries(series).map(([metric, at]) => ({
      tenant: 'x',
      twinId: 't',
      assetId: 'a',
      metric,
      key: metric,
      samples: { at, value: at, quality: at.map(() => 1), sender: at.map(() => sender) },
    })),
  );
}

describe('overlap', () => {
  it('is where a series has samples of the same stretch of time', () => {
    const group = stretches({ a: [1, 2, 9], b: [5] });
    expect(overlap(group, stretches({ a: [9, 12] }))).toBe(true);
    expect(overlap(stretches({ a: [0, 1] }), group)).toBe(true);
    expect(overlap(group, stretches({ a: [5] }))).toBe(true);
    expect(overlap(group, stretches({ a: [10, 12], b: [6], c: [1] }))).toBe(false);
    expect(overlap(group, stretches({}))).toBe(false);
  });
});
