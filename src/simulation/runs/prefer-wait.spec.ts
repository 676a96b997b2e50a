import { describe, expect, it } from '@jest/globals';
import { preferredWait } from './prefer-wait.js';

describe('preferredWait', () => {
  it.each([
    [undefined, 0],
    ['', 0],
    ['wait=10', 10],
    ['respond-async, wait=5', 5],
    ['wait=600', 30],
    ['wait=x', 0],
    ['await=3', 0],
  ])('reads %j as %d seconds', (header, seconds) => {
    expect(preferredWait(header)).toBe(seconds);
  });
});
