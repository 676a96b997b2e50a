import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { numberInText, readNumber } from './number-in-text.js';

describe('numberInText', () => {
  it.each([
    ['85.2', '.', 85.2],
    ['1,234.5', '.', 1234.5],
    ['1,234', '.', 1234],
    ['85,2', ',', 85.2],
    ['1.234,5', ',', 1234.5],
    ['1.234', ',', 1234],
    ['  -0,5 ', ',', -0.5],
    ['+1.5e-3', '.', 0.0015],
    ['007', '.', 7],
  ] as const)('reads %s with the decimal mark %s', (text, decimal, expected) => {
    expect(numberInText(text, decimal)).toBe(expected);
  });

  it.each([
    ['1.234,5', '.'],
    ['1,234.5', ','],
    ['0,123', '.'],
    ['12,34', '.'],
    ['1,2345', '.'],
    ['1.2.3', '.'],
    ['1e999', '.'],
    ['0x10', '.'],
    ['85 °C', '.'],
    ['--1', '.'],
    ['.5', '.'],
    ['5.', '.'],
    ['NaN', '.'],
    ['Infinity', '.'],
    ['1 234', '.'],
    ['', '.'],
    ['9'.repeat(65), '.'],
  ] as const)('refuses %s with the decimal mark %s', (text, decimal) => {
    expect(numberInText(text, decimal)).toBeUndefined();
  });

  it('reads back every number, however it is grouped and whichever mark it has', () => {
    const number = fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e15, max: 1e15 });
    fc.assert(
      fc.property(number, fc.boolean(), (value, grouped) => {
        const english = new Intl.NumberFormat('en-US', { maximumFractionDigits: 6, useGrouping: grouped });
        const german = new Intl.NumberFormat('de-DE', { maximumFractionDigits: 6, useGrouping: grouped });
        expect(numberInText(german.format(value), ',')).toBe(numberInText(english.format(value), '.'));
        expect(numberInText(String(value), '.')).toBe(value === 0 ? numberInText('0', '.') : value);
      }),
    );
  });

  it('never gives a number that the text is not, for any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...Array.from('0123456789.,+-eE x')) }), (text) => {
        const value = numberInText(text, '.');
        if (value !== undefined) expect(value).toBe(Number(text.replaceAll(',', '')));
      }),
    );
  });
});

describe('readNumber', () => {
  it('leaves text alone where it is no number, or where text is not taken', () => {
    expect(readNumber('85,2', undefined)).toBe('85,2');
    expect(readNumber('hot', ',')).toBe('hot');
    expect(readNumber('85,2', ',')).toBe(85.2);
    expect(readNumber(85.2, ',')).toBe(85.2);
    expect(readNumber(null, ',')).toBeNull();
  });
});
