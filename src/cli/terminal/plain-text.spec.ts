import { describe, expect, it } from '@jest/globals';
import { plainText } from './plain-text.js';

describe('plainText', () => {
  it('takes the power from escape sequences and line ends', () => {
    expect(plainText('a\u001b[2Jb\r\nc\u009bd\u202ee')).toBe('a [2Jb  c d e');
  });

  it('keeps line ends where they are wanted', () => {
    expect(plainText('a\n\tb', { keepLines: true })).toBe('a\n b');
  });
});
