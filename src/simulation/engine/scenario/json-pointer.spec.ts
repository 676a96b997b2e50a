import { describe, expect, it } from '@jest/globals';
import { jsonPointer } from './json-pointer.js';

describe('jsonPointer', () => {
  it('of the whole document is empty', () => {
    expect(jsonPointer()).toBe('');
  });

  it('escapes what RFC 6901 asks for', () => {
    expect(jsonPointer('a/b', 0, 'm~n')).toBe('/a~1b/0/m~0n');
  });
});
