import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Moments } from './moments.js';

const values = fc.float64Array({ min: -1e6, max: 1e6, noNaN: true, maxLength: 50 });

function expectClose(a: Moments, b: Moments): void {
  expect(a.count).toBe(b.count);
  expect(Math.abs(a.mean - b.mean)).toBeLessThanOrEqual(1e-9 * (1 + Math.abs(b.mean)));
  expect(Math.abs(a.squares - b.squares)).toBeLessThanOrEqual(1e-9 * (1 + b.squares) + 1e-2);
}

describe('Moments', () => {
  it('are those of the textbook', () => {
    const moments = Moments.of(Float64Array.of(2, 4, 4, 4, 5, 5, 7, 9));
    expect(moments.mean).toBe(5);
    expect(moments.squares).toBe(32);
    expect(moments.std).toBeCloseTo(Math.sqrt(32 / 7), 14);
    expect(moments.standardError).toBeCloseTo(Math.sqrt(32 / 7 / 8), 14);
    expect(moments.relativeStandardError).toBeCloseTo(Math.sqrt(32 / 7 / 8) / 5, 14);
  });

  it('keep their digits far from zero', () => {
    expect(Moments.of(Float64Array.of(1e9 + 4, 1e9 + 7, 1e9 + 13, 1e9 + 16)).squares).toBe(90);
  });

  it('merge parts into the whole', () => {
    fc.assert(
      fc.property(values, fc.nat(50), (all, cut) => {
        const at = Math.min(cut, all.length);
        expectClose(Moments.of(all, 0, at).merge(Moments.of(all, at)), Moments.of(all));
      }),
    );
  });

  it('merge associatively to rounding', () => {
    fc.assert(
      fc.property(values, values, values, (a, b, c) => {
        const [x, y, z] = [Moments.of(a), Moments.of(b), Moments.of(c)];
        expectClose(x.merge(y).merge(z), x.merge(y.merge(z)));
      }),
    );
  });

  it('grow value by value to the same', () => {
    fc.assert(
      fc.property(values, (all) => {
        let grown = Moments.NONE;
        for (const value of all) grown = grown.add(value);
        expectClose(grown, Moments.of(all));
      }),
    );
  });

  it('say nothing of the error of one value, and that a constant has none', () => {
    expect(Moments.of(Float64Array.of(3)).relativeStandardError).toBe(1);
    expect(Moments.of(Float64Array.of(3, 3)).relativeStandardError).toBe(0);
    expect(Moments.of(Float64Array.of(0, 0)).relativeStandardError).toBe(0);
    expect(Moments.of(Float64Array.of(-1, 1)).relativeStandardError).toBe(1);
    expect(Moments.of(Float64Array.of(3)).std).toBe(0);
    expect(Moments.NONE.standardError).toBe(0);
  });
});
