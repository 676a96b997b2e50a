import { describe, expect, it } from '@jest/globals';
import { Backoff } from './backoff.js';

describe('Backoff', () => {
  it('doubles its ceiling up to the most', () => {
    const backoff = new Backoff(100, 500, () => 1);
    expect([1, 2, 3, 4, 5].map(() => backoff.next())).toEqual([100, 200, 400, 500, 500]);
  });

  it('leaves half of the time to chance', () => {
    expect(new Backoff(100, 500, () => 0).next()).toBe(50);
  });

  it('waits at least as long as the server asks for', () => {
    expect(new Backoff(100, 500, () => 1).next(7_000)).toBe(7_000);
  });

  it('begins again after a success', () => {
    const backoff = new Backoff(100, 500, () => 1);
    backoff.next();
    backoff.next();
    backoff.reset();
    expect(backoff.next()).toBe(100);
  });
});
