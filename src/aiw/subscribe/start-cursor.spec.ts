import { describe, expect, it } from '@jest/globals';
import { startCursor } from './start-cursor.js';

describe('startCursor', () => {
  it('lets Last-Event-ID beat since', () => {
    expect(startCursor('0000000000000009', '0000000000000001')).toBe('0000000000000009');
  });

  it('takes since without the header, and when the header is empty', () => {
    expect(startCursor(undefined, '0000000000000001')).toBe('0000000000000001');
    expect(startCursor('', '0000000000000001')).toBe('0000000000000001');
  });

  it('has none when neither is given', () => {
    expect(startCursor(undefined, undefined)).toBeUndefined();
  });
});
