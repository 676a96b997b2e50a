import { describe, expect, it } from '@jest/globals';
import { normalCdf } from './normal-cdf.js';

describe('normalCdf', () => {
  it.each([
    [0, 0.5],
    [1, 0.8413447460685429],
    [-1.959963984540054, 0.025],
    [2.5, 0.9937903346742238],
    [-6, 9.865876450376946e-10],
    [40, 1],
    [-Infinity, 0],
  ])('of %p is %p', (x, expected) => {
    expect(normalCdf(x)).toBeCloseTo(expected, 14);
  });
});
