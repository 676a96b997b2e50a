import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { seriesKey, type SeriesName } from '../series-batch.js';
import { overQuota, type Counts } from './over-quota.js';

const name = (twinId: string, assetId: string, metric: string): SeriesName => ({
  tenant: 't',
  twinId,
  assetId,
  metric,
});
const NONE = { maxTwins: null, maxAssets: null, maxSeries: null };

function countsOf(series: readonly SeriesName[]): Counts {
  const distinct = (texts: string[]): number => new Set(texts).size;
  return {
    twins: distinct(series.map(({ twinId }) => twinId)),
    assets: distinct(series.map(({ twinId, assetId }) => `${twinId} ${assetId}`)),
    series: distinct(series.map(seriesKey)),
  };
}

describe('overQuota', () => {
  it('finds the first that is one too many, and lets what is there go on', () => {
    const present = [name('a', 'x', 'm')];
    const wanted = [name('a', 'x', 'm'), name('a', 'x', 'n'), name('b', 'y', 'm')];
    const over = (limits: object) => [...overQuota(wanted, present, countsOf(present), { ...NONE, ...limits })];
    expect(over({})).toEqual([]);
    expect(over({ maxTwins: 1 })).toEqual([seriesKey(name('b', 'y', 'm'))]);
    expect(over({ maxAssets: 1 })).toEqual([seriesKey(name('b', 'y', 'm'))]);
    expect(over({ maxSeries: 1 })).toEqual([seriesKey(name('a', 'x', 'n')), seriesKey(name('b', 'y', 'm'))]);
    expect(over({ maxSeries: 2 })).toEqual([seriesKey(name('b', 'y', 'm'))]);
    expect(over({ maxSeries: 0, maxTwins: 0 })).toHaveLength(2);
  });

  it('never lets more in than may be, and refuses nothing while there is room', () => {
    const names = fc.array(
      fc
        .tuple(fc.constantFrom('a', 'b', 'c'), fc.constantFrom('x', 'y'), fc.constantFrom('m', 'n'))
        .map((parts) => name(...parts)),
    );
    const limit = fc.option(fc.integer({ min: 0, max: 12 }));
    fc.assert(
      fc.property(names, names, limit, limit, limit, (present, wanted, maxTwins, maxAssets, maxSeries) => {
        const before = countsOf(present);
        const over = overQuota(wanted, present, before, { maxTwins, maxAssets, maxSeries });
        const after = countsOf([...present, ...wanted.filter((one) => !over.has(seriesKey(one)))]);
        expect(after.twins).toBeLessThanOrEqual(Math.max(maxTwins ?? Infinity, before.twins));
        expect(after.assets).toBeLessThanOrEqual(Math.max(maxAssets ?? Infinity, before.assets));
        expect(after.series).toBeLessThanOrEqual(Math.max(maxSeries ?? Infinity, before.series));
        const all = countsOf([...present, ...wanted]);
        const room =
          all.twins <= (maxTwins ?? Infinity) &&
          all.assets <= (maxAssets ?? Infinity) &&
          all.series <= (maxSeries ?? Infinity);
        if (room) expect(over.size).toBe(0);
      }),
    );
  });
});
