import { describe, expect, it } from '@jest/globals';
import { ExpressionError } from './expression-error.js';
import { tokenize } from './tokenize.js';

function texts(source: string): string[] {
  return tokenize(source).map(({ kind, text }) => `${kind}:${text}`);
}

describe('tokenize', () => {
  it('cuts numbers, names and symbols, and ends the list', () => {
    expect(texts('a1+.5e-3 <= 2.')).toEqual(['name:a1', 'symbol:+', 'number:.5e-3', 'symbol:<=', 'number:2.', 'end:']);
  });

  it('takes and, or, not for symbols, and longer words for names', () => {
    expect(texts('not android')).toEqual(['symbol:not', 'name:android', 'end:']);
  });

  it('says where each token stands', () => {
    expect(tokenize('  ab * 3').map(({ position }) => position)).toEqual([2, 5, 7, 8]);
  });

  it.each([
    ['a = b', 2, '=='],
    ['a && b', 2, 'and, or, not'],
    ['a + 💥', 4, '💥'],
    ['price; drop', 5, ';'],
    ['a.b', 1, '.'],
  ])('refuses %p and says where', (source, position, message) => {
    let caught: unknown;
    try {
      tokenize(source);
    } catch (error) {
      caught = error;
    }
    expect(caught).toBeInstanceOf(ExpressionError);
    expect(caught).toMatchObject({ position });
    expect(String(caught)).toContain(message);
  });

  it('limits characters and tokens', () => {
    expect(() => tokenize(' '.repeat(2001))).toThrow('More than 2000 characters');
    expect(tokenize('1+'.repeat(250))).toHaveLength(501);
    expect(() => tokenize('1+'.repeat(250) + '1')).toThrow('More than 500 tokens at character 501');
  });
});
