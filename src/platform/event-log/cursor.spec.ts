import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { cursorAt, positionOf, refuseAhead, requirePosition } from './cursor.js';

const position = fc.nat(Number.MAX_SAFE_INTEGER);

describe('cursors', () => {
  it('lead back to their position, and sort as text in the order of the log', () => {
    fc.assert(
      fc.property(position, position, (a, b) => {
        expect(positionOf(cursorAt(a))).toBe(a);
        expect(cursorAt(a) < cursorAt(b)).toBe(a < b);
      }),
    );
  });

  it.each([
    '',
    '1',
    'x',
    ' 000000000000001',
    '-000000000000001',
    '0000000000000001\n',
    '9999999999999999',
    '00000000000000012',
  ])('are not %j', (text) => {
    expect(positionOf(text)).toBeUndefined();
    expect(() => requirePosition(text)).toThrow(expect.objectContaining({ code: 'invalid-cursor' }));
  });

  it('are refused when the log has not reached them', () => {
    expect(() => {
      refuseAhead(8, 8);
    }).not.toThrow();
    expect(() => {
      refuseAhead(9, 8);
    }).toThrow(expect.objectContaining({ code: 'cursor-ahead' }));
  });
});
