import { describe, expect, it } from '@jest/globals';
import { parseTimestamp } from './timestamp.js';

describe('parseTimestamp', () => {
  it.each([
    ['2013-12-02 21:15:00', '2013-12-02T21:15:00.000Z'],
    ['2013-12-02 21:15', '2013-12-02T21:15:00.000Z'],
    ['2013-12-02', '2013-12-02T00:00:00.000Z'],
    ['2013-12-02T21:15:00Z', '2013-12-02T21:15:00.000Z'],
    ['2013-12-02t21:15:00.5z', '2013-12-02T21:15:00.500Z'],
    ['2013-12-02T21:15:00+02:00', '2013-12-02T19:15:00.000Z'],
    ['2013-12-31T23:30:00-01:30', '2014-01-01T01:00:00.000Z'],
    [' 2016-02-29 00:00:00 ', '2016-02-29T00:00:00.000Z'],
  ])('reads %p as %s', (text, expected) => {
    expect(parseTimestamp(text)).toEqual({ ts: expected, time: Date.parse(expected) });
  });

  it('keeps digits beyond the millisecond, which tell readings apart', () => {
    expect(parseTimestamp('2013-12-02 21:15:00.123456')).toEqual({
      ts: '2013-12-02T21:15:00.123456Z',
      time: Date.parse('2013-12-02T21:15:00.123Z'),
    });
  });

  it.each([
    '',
    'yesterday',
    '2013-02-29 00:00:00',
    '2013-13-01 00:00:00',
    '2013-12-02 24:00:00',
    '2013-12-02 21:60:00',
    '2013-12-02T21:15:00+24:00',
    '02.12.2013 21:15',
    '20131202',
    '20131202211500',
    '-5',
    '1.386e9',
  ])('refuses %p', (text) => {
    expect(parseTimestamp(text)).toBeUndefined();
  });

  it.each([
    ['1386018900', 'auto', '2013-12-02T21:15:00.000Z'],
    ['1386018900123', 'auto', '2013-12-02T21:15:00.123Z'],
    ['1386018900123456', 'auto', '2013-12-02T21:15:00.123456Z'],
    ['1386018900123456789', 'auto', '2013-12-02T21:15:00.123456789Z'],
    ['1386018900.5', 'auto', '2013-12-02T21:15:00.500Z'],
    ['1386018900123.25', 'ms', '2013-12-02T21:15:00.12325Z'],
    ['1386018900123456789', 'ns', '2013-12-02T21:15:00.123456789Z'],
    ['1', 'us', '1970-01-01T00:00:00.000001Z'],
    ['0', 's', '1970-01-01T00:00:00.000Z'],
    ['20131202', 's', '1970-08-22T00:00:02.000Z'],
  ] as const)('reads %p as %s: %s', (text, format, expected) => {
    expect(parseTimestamp(text, format)).toEqual({ ts: expected, time: Math.floor(Date.parse(expected)) });
  });

  it('takes only the format that it is told', () => {
    expect(parseTimestamp('1386018900', 'text')).toBeUndefined();
    expect(parseTimestamp('2013-12-02', 's')).toBeUndefined();
    expect(parseTimestamp('9999999999999999999', 's')).toBeUndefined();
  });

  it('takes times without an offset as of the one that it is told', () => {
    expect(parseTimestamp('2013-12-02 21:15', 'auto', '+02:00')?.ts).toBe('2013-12-02T19:15:00.000Z');
    expect(parseTimestamp('2013-12-02T21:15:00Z', 'auto', '+02:00')?.ts).toBe('2013-12-02T21:15:00.000Z');
  });
});
