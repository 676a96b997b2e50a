import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { completenessOf, freshnessOf, isInRange, OUT_OF_RANGE_FACTOR, sampleQuality } from './reading-quality.js';

const WHOLE = { device: 1, completeness: 1, freshness: 1 };

describe('the parts of a quality', () => {
  it('count how many of the expected metrics are there', () => {
    expect(completenessOf(new Set(['a', 'x']), ['a', 'b', 'c', 'd'])).toBe(0.25);
    expect(completenessOf(new Set(['x']), ['a'])).toBe(0);
    expect(completenessOf(new Set(), [])).toBe(1);
  });

  it('fall with age beyond the one that is stale', () => {
    expect([0, 60, 120, 600].map((age) => freshnessOf(age, 60))).toEqual([1, 1, 0.5, 0.1]);
    expect(freshnessOf(-5, 60)).toBe(1);
    expect(freshnessOf(1e9, undefined)).toBe(1);
  });

  it('take the bounds of a range, of which either may be missing', () => {
    expect([-1, 0, 5, 10, 11].map((value) => isInRange(value, { min: 0, max: 10 }))).toEqual([
      false,
      true,
      true,
      true,
      false,
    ]);
    expect(isInRange(1e300, { min: 0 })).toBe(true);
    expect(isInRange(-1e300, undefined)).toBe(true);
  });
});

describe('sampleQuality', () => {
  it('is 1 where nothing is wrong, and falls with each thing that is', () => {
    expect(sampleQuality(WHOLE, true, 1)).toBe(1);
    expect(sampleQuality(WHOLE, false, 1)).toBe(OUT_OF_RANGE_FACTOR);
    expect(sampleQuality(WHOLE, true, 3)).toBeCloseTo(1 / 3, 12);
    expect(sampleQuality({ device: 0.8, completeness: 0.5, freshness: 0.5 }, false, 2)).toBeCloseTo(0.025, 12);
  });

  it('stays between 0 and 1, and never rises by a fault', () => {
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    const parts = fc.record({ device: share, completeness: share, freshness: share });
    fc.assert(
      fc.property(parts, fc.boolean(), fc.integer({ min: 1, max: 10_000 }), (given, inRange, occurrences) => {
        const quality = sampleQuality(given, inRange, occurrences);
        expect(quality).toBeGreaterThanOrEqual(0);
        expect(quality).toBeLessThanOrEqual(Math.min(given.device, given.completeness, given.freshness));
        expect(sampleQuality(given, false, occurrences + 1)).toBeLessThanOrEqual(quality);
      }),
    );
  });

  it('has parts between 0 and 1, whatever the metrics and times', () => {
    const names = fc.array(fc.constantFrom('a', 'b', 'c'));
    fc.assert(
      fc.property(names, fc.uniqueArray(fc.constantFrom('a', 'b', 'c')), fc.double(), (present, expected, age) => {
        const parts = [completenessOf(new Set(present), expected), freshnessOf(Number.isNaN(age) ? 0 : age, 60)];
        for (const part of parts) expect(part >= 0 && part <= 1).toBe(true);
      }),
    );
  });
});
