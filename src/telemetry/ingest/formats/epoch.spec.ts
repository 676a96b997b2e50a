import { describe, expect, it } from '@jest/globals';
import { epochMilliseconds } from './epoch.js';

describe('epochMilliseconds', () => {
  it('cuts off to the millisecond without rounding up', () => {
    expect(epochMilliseconds('1795150800123999999', 6)).toBe(1795150800123);
    expect(epochMilliseconds('1795150800123999', 3)).toBe(1795150800123);
    expect(epochMilliseconds('1795150800123', 0)).toBe(1795150800123);
    expect(epochMilliseconds('1795150800', -3)).toBe(1795150800000);
    expect(epochMilliseconds('999999', 6)).toBe(0);
    expect(epochMilliseconds('+5', -3)).toBe(5000);
  });

  it('takes small numbers in their unit, since nothing is told from their magnitude', () => {
    expect(epochMilliseconds('50000000000', 0)).toBe(50_000_000_000);
  });

  it('takes the years 1970 to 2200 and whole numbers only', () => {
    expect(epochMilliseconds('7289654399999999999', 6)).toBe(Date.UTC(2201, 0, 1) - 1);
    for (const text of ['7289654400000000000', '-1', '1.5', '', 'now', '9'.repeat(400)]) {
      expect(epochMilliseconds(text, 6)).toBeUndefined();
    }
  });
});
