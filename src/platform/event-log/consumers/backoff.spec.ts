import { describe, expect, it } from '@jest/globals';
import { backoffMs } from './backoff.js';

describe('backoffMs', () => {
  it('doubles from a tenth of a second, and ends at ten seconds', () => {
    expect([1, 2, 3, 7, 8, 60, 2000].map(backoffMs)).toEqual([100, 200, 400, 6400, 10_000, 10_000, 10_000]);
  });
});
