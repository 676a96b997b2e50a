import { describe, expect, it } from '@jest/globals';
import { parseNumber } from './number.js';

describe('parseNumber', () => {
  it.each([
    [' 73.96 ', 73.96],
    ['-7e1', -70],
    ['+.5', 0.5],
    ['5.', 5],
  ])('reads %p as %d', (text, value) => {
    expect(parseNumber(text)).toBe(value);
  });

  it.each(['', 'n/a', '0x1f', 'Infinity', '1e999', '1,5', '1 000', 'NaN'])('refuses %p', (text) => {
    expect(parseNumber(text)).toBeUndefined();
  });

  it('reads a decimal comma where it is asked to, and then no point', () => {
    expect(parseNumber('-1,5e2', ',')).toBe(-150);
    expect(parseNumber('12', ',')).toBe(12);
    for (const text of ['1.5', '1.234,5', '1,2,3']) expect(parseNumber(text, ',')).toBeUndefined();
  });
});
