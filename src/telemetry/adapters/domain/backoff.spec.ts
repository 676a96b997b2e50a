import { describe, expect, it } from '@jest/globals';
import { Backoff, LONGEST_MS } from './backoff.js';

function waits(count: number, random: () => number): number[] {
  const backoff = new Backoff(random);
  return Array.from({ length: count }, () => backoff.next());
}

describe('Backoff', () => {
  it('doubles up to 30 seconds, and stays there however often it fails', () => {
    expect(waits(8, () => 1)).toEqual([500, 1000, 2000, 4000, 8000, 16_000, LONGEST_MS, LONGEST_MS]);
    expect(waits(2000, () => 1).at(-1)).toBe(LONGEST_MS);
  });

  it('leaves half of each wait to chance', () => {
    expect(waits(3, () => 0)).toEqual([250, 500, 1000]);
    expect(waits(2, () => 0.5)).toEqual([375, 750]);
  });

  it('starts again after a success', () => {
    const backoff = new Backoff(() => 1);
    backoff.next();
    backoff.next();
    backoff.reset();
    expect(backoff.next()).toBe(500);
  });
});
