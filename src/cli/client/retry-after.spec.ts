import { describe, expect, it } from '@jest/globals';
import { retryAfterMs } from './retry-after.js';

describe('retryAfterMs', () => {
  const now = Date.parse('2026-11-20T05:00:00Z');

  it.each([
    ['seconds', { 'retry-after': '3' }, 3_000],
    ['a date', { 'retry-after': 'Fri, 20 Nov 2026 05:00:10 GMT' }, 10_000],
    ['a date that has passed', { 'retry-after': 'Fri, 20 Nov 2026 04:00:00 GMT' }, 0],
    ['something else', { 'retry-after': 'soon' }, 0],
    ['nothing', {}, 0],
  ])('reads %s', (_name, headers, expected) => {
    expect(retryAfterMs(new Headers(headers), now)).toBe(expected);
  });
});
