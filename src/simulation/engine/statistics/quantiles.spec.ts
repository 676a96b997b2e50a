import { describe, expect, it } from '@jest/globals';
import { quantiles } from './quantiles.js';

describe('quantiles', () => {
  it('interpolate between order statistics', () => {
    expect(quantiles(Float64Array.of(4, 1, 3, 2), [0, 0.25, 0.5, 0.9, 1])).toEqual([1, 1.75, 2.5, 3.7, 4]);
  });

  it('of one value are that value', () => {
    expect(quantiles(Float64Array.of(7), [0.05, 0.5, 0.99])).toEqual([7, 7, 7]);
  });

  it('of no value are not a number', () => {
    expect(quantiles(new Float64Array(0), [0.5])).toEqual([NaN]);
  });

  it('keep a constant exactly', () => {
    expect(quantiles(new Float64Array(1001).fill(0.1), [0.05, 0.5])).toEqual([0.1, 0.1]);
  });
});
