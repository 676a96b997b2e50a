import { describe, expect, it } from '@jest/globals';
import { instantOf, TimestampFault } from './timestamp.js';

const NOON = Date.UTC(2026, 10, 20, 12);

describe('instantOf', () => {
  it('reads RFC 3339 in any zone, to the millisecond', () => {
    expect(instantOf('2026-11-20T12:00:00Z')).toBe(NOON);
    expect(instantOf('2026-11-20T17:30:00.123987+05:30')).toBe(NOON + 123);
  });

  it('tells seconds, milliseconds, microseconds and nanoseconds by their magnitude', () => {
    expect(instantOf(NOON / 1000)).toBe(NOON);
    expect(instantOf(NOON / 1000 + 0.5)).toBe(NOON + 500);
    expect(instantOf(NOON)).toBe(NOON);
    expect(instantOf(NOON * 1000)).toBe(NOON);
    expect(instantOf(NOON * 1e6)).toBe(NOON);
  });

  it('takes the years 1970 to 2200 and no others', () => {
    expect(instantOf(0)).toBe(0);
    expect(instantOf('2200-12-31T23:59:59.999Z')).toBe(Date.UTC(2201, 0, 1) - 1);
    for (const ts of ['2201-01-01T00:00:00Z', '1969-12-31T23:59:59Z', -1, 8e18, 1e300]) {
      expect(instantOf(ts)).toBe(TimestampFault.OUT_OF_RANGE);
    }
  });

  it('refuses a number between the ranges of two units', () => {
    const end = Date.UTC(2201, 0, 1);
    expect(instantOf(end / 1e3 - 1)).toBe(end - 1000);
    expect(instantOf(1e11)).toBe(1e11);
    expect(instantOf(1e14)).toBe(1e11);
    expect(instantOf(1e17)).toBe(1e11);
    for (const ts of [end / 1e3, 1e10, 9.9e10, end, 9.9e13, end * 1e3, 9.9e16]) {
      expect(instantOf(ts)).toBe(TimestampFault.AMBIGUOUS);
    }
  });

  it('does not take what is no date', () => {
    expect(instantOf('yesterday')).toBe(TimestampFault.OUT_OF_RANGE);
    expect(instantOf(Number.NaN)).toBe(TimestampFault.OUT_OF_RANGE);
  });
});
