import { describe, expect, it } from '@jest/globals';
import { address, identifier, wholeNumber } from './option-values.js';

describe('option values', () => {
  it.each(['0', '-1', '1.5', 'x', '', '11'])('refuses %p as a whole number from 1 to 10', (text) => {
    expect(() => wholeNumber(1, 10)(text)).toThrow('from 1 to 10');
  });

  it.each(['', 'a/b', '+', '#', '-a', 'a b', 'x'.repeat(129)])('refuses %p as an id', (text) => {
    expect(() => identifier(text)).toThrow('An id is');
  });

  it('takes the ids of the contract', () => {
    expect(identifier('plant:1.line_3-b')).toBe('plant:1.line_3-b');
  });

  it('takes URLs of the wanted schemes only, and an empty text as absent', () => {
    const url = address('mqtt', 'mqtts');
    expect(url('mqtt://127.0.0.1:18830')).toBe('mqtt://127.0.0.1:18830');
    expect(url('')).toBeUndefined();
    expect(() => url('http://127.0.0.1')).toThrow('mqtt:// or mqtts://');
    expect(() => url('readings.csv')).toThrow('mqtt:// or mqtts://');
  });
});
