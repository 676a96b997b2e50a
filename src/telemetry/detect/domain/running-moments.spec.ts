import { describe, expect, it } from '@jest/globals';
import { NO_MOMENTS, standardDeviation, withValue } from './running-moments.js';

describe('running moments', () => {
  it('give the mean and standard deviation of the values', () => {
    const values = [2, 4, 4, 4, 5, 5, 7, 9];
    const moments = values.reduce((sum, value) => withValue(sum, value, 1e9), NO_MOMENTS);
    expect(moments).toMatchObject({ count: 8, mean: 5 });
    expect(standardDeviation(moments)).toBeCloseTo(Math.sqrt(32 / 7), 12);
  });

  it('keep their precision far from zero', () => {
    const moments = [1, 2, 3].reduce((sum, value) => withValue(sum, 1e9 + value, 1e9), NO_MOMENTS);
    expect(standardDeviation(moments)).toBeCloseTo(1, 9);
  });

  it('forget what is beyond the horizon', () => {
    const old = new Array<number>(1000).fill(0).reduce((sum, value) => withValue(sum, value, 50), NO_MOMENTS);
    const moments = new Array<number>(1000).fill(8).reduce((sum, value) => withValue(sum, value, 50), old);
    expect(moments.count).toBe(50);
    expect(moments.mean).toBeCloseTo(8, 6);
    expect(standardDeviation(moments)).toBeLessThan(0.01);
  });

  it('have no deviation with fewer than two values', () => {
    expect(standardDeviation(withValue(NO_MOMENTS, 3, 10))).toBe(0);
  });
});
