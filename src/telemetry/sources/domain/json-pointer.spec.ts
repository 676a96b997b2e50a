import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { JsonPointer } from './json-pointer.js';

/** The example of RFC 6901, section 5, as far as it differs for a reader of values. */
const DOCUMENT = { foo: ['bar', 'baz'], '': 0, 'a/b': 1, 'c%d': 2, 'm~n': 8 };

describe('JsonPointer', () => {
  it.each([
    ['', DOCUMENT],
    ['/foo/0', 'bar'],
    ['/', 0],
    ['/a~1b', 1],
    ['/c%d', 2],
    ['/m~0n', 8],
    ['/foo/2', undefined],
    ['/foo/0/x', undefined],
  ])('finds what RFC 6901 says: "%s"', (text, expected) => {
    expect(new JsonPointer(text).in(DOCUMENT)).toEqual(expected);
  });

  it('finds nothing that the value has not of its own', () => {
    for (const text of ['/constructor', '/__proto__', '/foo/length/constructor', '/foo/map']) {
      expect(new JsonPointer(text).in(DOCUMENT)).toBeUndefined();
    }
  });

  it('finds every member by the place that it gives it', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (outer, inner) => {
        const value = Object.fromEntries([[outer, Object.fromEntries([[inner, 7]])]]);
        const parent = new JsonPointer(new JsonPointer('').member(outer));
        expect(new JsonPointer(parent.member(inner)).in(value)).toBe(7);
      }),
    );
  });
});
