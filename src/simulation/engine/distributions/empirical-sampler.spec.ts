import { describe, expect, it } from '@jest/globals';
import { draw } from './draw.fixture.js';

describe('empiricalSampler', () => {
  it('gives every observed value as often, repeated ones more', () => {
    const values = draw({ dist: 'empirical', values: [3, 1, 2, 3] });
    const share = (wanted: number): number => values.filter((value) => value === wanted).length / values.length;
    expect(share(1)).toBeCloseTo(0.25, 2);
    expect(share(2)).toBeCloseTo(0.25, 2);
    expect(share(3)).toBeCloseTo(0.5, 2);
  });

  it('of one value is that value', () => {
    expect(new Set(draw({ dist: 'empirical', values: [8] }, 100))).toEqual(new Set([8]));
  });
});
