import { describe, expect, it } from '@jest/globals';
import { wholeLines } from './whole-lines.js';

describe('wholeLines', () => {
  it('leaves what has no line break for the next block', () => {
    expect(wholeLines(Buffer.from('a\r\n\n ü\nrest'), false)).toEqual({ lines: ['a', ' ü'], bytes: 8 });
    expect(wholeLines(Buffer.from('rest'), false)).toEqual({ lines: [], bytes: 0 });
  });

  it('takes it when the file is over', () => {
    expect(wholeLines(Buffer.from('a\nrest'), true)).toEqual({ lines: ['a', 'rest'], bytes: 6 });
    expect(wholeLines(Buffer.from('a\n'), true)).toEqual({ lines: ['a'], bytes: 2 });
  });
});
