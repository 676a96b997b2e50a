import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { isSameKind, isUnit, unitConversion } from './unit-conversion.js';

/** Units of one kind each, as they stand on plants' signs. */
const KINDS = [
  ['°C', '°F', 'K', 'degC', 'centigrade', '°R', 'tempC'],
  ['Pa', 'kPa', 'bar', 'mbar', 'psi', 'inHg'],
  ['m3/h', 'm³/h', 'l/min', 'gal/min'],
  ['mm/s', 'm/s', 'km/h'],
  ['kW', 'hp', 'W'],
  ['kWh', 'MJ', 'N*m', 'N·m', 'lbf*ft'],
  ['mA', 'A'],
  ['%', 'ppm', '1'],
  ['µm', 'μm', 'in', 'mm'],
  ['rpm', 'rad/s'],
  ['Hz', '1/min'],
];

describe('unitConversion', () => {
  it.each([
    [212, '°F', '°C', 100],
    [491.67, '°R', '°C', 0],
    [-40, 'degF', 'degC', -40],
    [0, '°C', 'K', 273.15],
    [-9999, '°C', '°F', -17_966.2],
    [14.5, 'psi', 'bar', 0.99974],
    [60, 'l/min', 'm³/h', 3.6],
    [1, 'mm/s', 'm/s', 0.001],
    [4, 'mA', 'A', 0.004],
    [50, '%', '1', 0.5],
    [60, 'rpm', 'rad/s', 2 * Math.PI],
  ])('%d %s is %s: %s', (value, from, to, expected) => {
    expect(unitConversion(from, to)(value)).toBeCloseTo(expected, 4);
  });

  it('goes there and back within any kind', () => {
    const pair = fc
      .constantFrom(...KINDS)
      .chain((units) => fc.tuple(fc.constantFrom(...units), fc.constantFrom(...units)));
    fc.assert(
      fc.property(pair, fc.double({ min: -1e6, max: 1e6, noNaN: true }), ([from, to], value) => {
        const back = unitConversion(to, from)(unitConversion(from, to)(value));
        expect(Math.abs(back - value)).toBeLessThanOrEqual(1e-9 * Math.max(2, Math.abs(value)));
      }),
    );
  });
});

describe('units', () => {
  it('are known, and of the kind of the others beside them only', () => {
    for (const units of KINDS) for (const unit of units) expect([unit, isUnit(unit)]).toEqual([unit, true]);
    for (const [i, [unit = '']] of KINDS.entries()) {
      const alike = KINDS.map(([other = '']) => isSameKind(unit, other));
      expect([unit, alike]).toEqual([unit, KINDS.map((_, k) => k === i)]);
    }
  });

  it.each([
    '',
    ' ',
    'parsec per fortnight',
    '5 m',
    '-1',
    'K.',
    'degQ',
    'm/',
    'mdegC',
    'millikelvin',
    'constructor',
    '__proto__',
  ])('are not just anything: "%s"', (text) => {
    expect(isUnit(text)).toBe(false);
  });

  it('take no time to be found wanting, whatever they are', () => {
    const text = fc.string({
      unit: fc.constantFrom(...Array.from('mkdeg°C*/ ^-.$&0123459')),
      maxLength: 32,
    });
    fc.assert(
      fc.property(text, (unit) => {
        expect(typeof isUnit(unit)).toBe('boolean');
      }),
      { interruptAfterTimeLimit: 2000, markInterruptAsFailure: true, numRuns: 500 },
    );
  });
});
