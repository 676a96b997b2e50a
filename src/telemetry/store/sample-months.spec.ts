import { describe, expect, it } from '@jest/globals';
import { isMade, sampleMonth } from './sample-months.js';

describe('sampleMonth', () => {
  it('is the calendar month in UTC', () => {
    const leap = sampleMonth(Date.UTC(2024, 1, 29, 23, 59, 59, 999));
    expect(leap).toEqual({ from: Date.UTC(2024, 1, 1), until: Date.UTC(2024, 2, 1) });
    expect(sampleMonth(leap.until)).toEqual({ from: Date.UTC(2024, 2, 1), until: Date.UTC(2024, 3, 1) });
    expect(sampleMonth(Date.UTC(2013, 11, 31)).until).toBe(Date.UTC(2014, 0, 1));
  });

  it('is one stretch for all that is far away, and never made', () => {
    for (const at of [0, Date.UTC(1999, 11, 31), Date.UTC(2050, 0, 1), Date.UTC(2200, 11, 31)])
      expect(isMade(sampleMonth(at))).toBe(false);
    for (const at of [Date.UTC(2000, 0, 1), Date.UTC(2049, 11, 31, 23)]) expect(isMade(sampleMonth(at))).toBe(true);
  });

  it('gives at most 600 months to make, whatever the timestamps are', () => {
    const months = new Set<number>();
    for (let at = 0; at < Date.UTC(2201, 0, 1); at += 10 * 86_400_000) {
      const month = sampleMonth(at);
      if (isMade(month)) months.add(month.from);
    }
    expect(months.size).toBe(600);
  });
});
