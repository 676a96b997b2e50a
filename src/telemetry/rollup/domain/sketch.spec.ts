import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { quantile, RELATIVE_ERROR, type Sketch } from './sketch.js';

/** As the database's `sketch_key` does. */
function keyOf(value: number): number {
  const bin = Math.ceil(Math.log(Math.abs(value)) / Math.log(1.01 / 0.99)) + 40_000;
  return value === 0 ? 0 : Math.sign(value) * bin;
}

function sketchOf(values: readonly number[]): Sketch {
  const bins = new Map<number, number>();
  for (const value of values) bins.set(keyOf(value), (bins.get(keyOf(value)) ?? 0) + 1);
  return { bins, min: Math.min(...values), max: Math.max(...values) };
}

describe('quantile', () => {
  it('is within the documented error of the nearest rank, for any values', () => {
    const value = fc.double({ noNaN: true, noDefaultInfinity: true });
    fc.assert(
      fc.property(
        fc.array(value, { minLength: 1, maxLength: 200 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (values, q) => {
          const sorted = [...values].sort((a, b) => a - b);
          const exact = sorted[Math.max(1, Math.ceil(q * sorted.length)) - 1] ?? NaN;
          const got = quantile(sketchOf(values), q) ?? NaN;
          expect(Math.abs(got - exact)).toBeLessThanOrEqual(
            Math.abs(exact) * (RELATIVE_ERROR + 1e-9) + Number.MIN_VALUE,
          );
        },
      ),
    );
  });

  it('is exact where all values are the same, and at the ends', () => {
    expect(quantile(sketchOf([85.2, 85.2, 85.2]), 0.95)).toBe(85.2);
    expect(quantile(sketchOf([0, 0, -0]), 0.5)).toBe(0);
    expect(quantile(sketchOf([1.7976931348623157e308]), 0.5)).toBe(1.7976931348623157e308);
  });

  it('is undefined for nothing', () => {
    expect(quantile({ bins: new Map(), min: 0, max: 0 }, 0.5)).toBeUndefined();
  });
});
