import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { normalCdf } from '../statistics/normal-cdf.js';
import { inverseNormal } from './inverse-normal.js';

describe('inverseNormal', () => {
  it.each([
    [0.5, 0],
    [0.975, 1.959963984540054],
    [0.25, -0.6744897501960817],
    [0.001, -3.090232306167813],
    [1e-20, -9.262340089798409],
  ])('of %p is %p', (p, expected) => {
    expect(inverseNormal(p)).toBeCloseTo(expected, 13);
  });

  it('undoes the distribution function', () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-10, max: 1 - 1e-10, noNaN: true }), (p) => {
        expect(normalCdf(inverseNormal(p))).toBeCloseTo(p, 13);
      }),
    );
  });

  it('is finite at the ends of what a stream gives', () => {
    expect(inverseNormal(2 ** -54)).toBeCloseTo(-8.2924, 3);
    expect(inverseNormal(1 - 2 ** -53)).toBeCloseTo(8.2095, 3);
  });
});
