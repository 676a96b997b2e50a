import { describe, expect, it } from '@jest/globals';
import { namesEtag, publishedDocument } from './published-document.js';

describe('publishedDocument', () => {
  it('gives the same content the same strong ETag, and another content another', () => {
    const { etag } = publishedDocument({ a: 1 }, 'application/json');
    expect(etag).toMatch(/^"[\w-]{43}"$/);
    expect(publishedDocument({ a: 1 }, 'application/json').etag).toBe(etag);
    expect(publishedDocument({ a: 2 }, 'application/json').etag).not.toBe(etag);
  });
});

describe('namesEtag', () => {
  it.each([
    [undefined, false],
    ['', false],
    ['"b"', false],
    ['a', false],
    ['"a"', true],
    ['W/"a"', true],
    ['"b", "a"', true],
    ['"b",W/"a"', true],
    ['*', true],
  ])('takes If-None-Match %p for "a": %p', (header, named) => {
    expect(namesEtag(header, '"a"')).toBe(named);
  });
});
