import { describe, expect, it } from '@jest/globals';
import { globMatches } from './glob.js';

describe('a glob', () => {
  it.each([
    ['*', ''],
    ['*', 'anything'],
    ['factory_*', 'factory_line_3'],
    ['*_3', 'factory_line_3'],
    ['f*l*3', 'factory_line_3'],
    ['line_?', 'line_3'],
    ['a.b', 'a.b'],
    ['**', 'x'],
  ])('%s matches "%s"', (glob, text) => {
    expect(globMatches(glob, text)).toBe(true);
  });

  it.each([
    ['factory_*', 'plant_line_3'],
    ['line_?', 'line_'],
    ['line_?', 'line_34'],
    ['a.b', 'axb'],
    ['', 'x'],
    ['x*y', 'xyz'],
  ])('%s does not match "%s"', (glob, text) => {
    expect(globMatches(glob, text)).toBe(false);
  });

  it('takes no exponential time', () => {
    expect(globMatches('*a'.repeat(60), 'a'.repeat(128) + 'b')).toBe(false);
  });
});
