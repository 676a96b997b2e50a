import { describe, expect, it } from '@jest/globals';
import { ProblemError } from '../problems/problem.error.js';
import { pageOf, placeOf } from './page.js';

const rows = [{ id: 'a' }, { id: 'b' }, { id: 'c' }];
const key = (row: { id: string }) => [row.id];
const show = (row: { id: string }) => row.id;

describe('pageOf', () => {
  it('shows the limit, and a token for the rest when there was one row more', () => {
    const page = pageOf(rows, 2, key, show);
    expect(page.items).toEqual(['a', 'b']);
    expect(placeOf(page.next_page_token ?? undefined, ['string'])).toEqual(['b']);
  });

  it('ends without a token', () => {
    expect(pageOf(rows, 3, key, show)).toEqual({ items: ['a', 'b', 'c'], next_page_token: null });
    expect(pageOf([], 3, key, show)).toEqual({ items: [], next_page_token: null });
  });
});

describe('placeOf', () => {
  it.each([
    'x',
    '',
    'bm90IGpzb24',
    Buffer.from('[1]').toString('base64url'),
    Buffer.from('["a","b"]').toString('base64url'),
  ])('refuses the token %j, which this list never gave', (token) => {
    expect(() => placeOf(token, ['string'])).toThrow(ProblemError);
  });

  it('is undefined without a token', () => {
    expect(placeOf(undefined, ['string'])).toBeUndefined();
  });
});
