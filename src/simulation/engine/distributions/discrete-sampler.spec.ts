import { describe, expect, it } from '@jest/globals';
import { draw } from './draw.fixture.js';

describe('discreteSampler', () => {
  it('gives each value in proportion to its weight, and one without weight never', () => {
    const values = draw({ dist: 'discrete', values: [9, -1, 4, 0], weights: [5, 3, 0, 2] });
    const share = (wanted: number): number => values.filter((value) => value === wanted).length / values.length;
    expect(share(9)).toBeCloseTo(0.5, 2);
    expect(share(-1)).toBeCloseTo(0.3, 2);
    expect(share(0)).toBeCloseTo(0.2, 2);
    expect(share(4)).toBe(0);
  });

  it('does not depend on the order of the values', () => {
    expect(draw({ dist: 'discrete', values: [1, 2, 3], weights: [1, 2, 3] }, 500)).toEqual(
      draw({ dist: 'discrete', values: [3, 1, 2], weights: [3, 1, 2] }, 500),
    );
  });
});
