import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { kolmogorovSmirnov } from '../distributions/kolmogorov-smirnov.fixture.js';
import { UniformStream } from './uniform-stream.js';

const N = 100_000;

function draws(stream: UniformStream, count: number, draw = 0): Float64Array {
  const out = new Float64Array(count);
  stream.fill(out, 0, count, draw);
  return out;
}

function correlation(a: Float64Array, b: Float64Array): number {
  return a.reduce((sum, value, index) => sum + (value - 0.5) * ((b[index] ?? 0) - 0.5), 0) / (a.length / 12);
}

describe('UniformStream', () => {
  it('is uniform on the open interval (0, 1)', () => {
    const values = draws(new UniformStream(7, 0), N);
    expect(values.every((value) => value > 0 && value < 1)).toBe(true);
    expect(kolmogorovSmirnov(values, (x) => x)).toBeLessThan(1.63);
  });

  it('gives the same numbers however a run is cut', () => {
    const stream = new UniformStream(42, 3);
    const whole = draws(stream, 64);
    fc.assert(
      fc.property(fc.nat(63), fc.nat(64), (first, length) => {
        const count = Math.min(length, 64 - first);
        const piece = new Float64Array(count);
        stream.fill(piece, first, count);
        expect([...piece]).toEqual([...whole.subarray(first, first + count)]);
        expect(stream.at(first, 0)).toBe(whole[first]);
      }),
    );
  });

  it('differs by seed, parameter, draw, lane and sample', () => {
    const one = draws(new UniformStream(1, 0), N);
    const others = [
      draws(new UniformStream(2, 0), N),
      draws(new UniformStream(1, 1), N),
      draws(new UniformStream(1, 0), N, 1),
      draws(new UniformStream(1, 0).lane(1), N),
      Float64Array.from(one, (_, index) => one[(index + 1) % N] ?? 0),
    ];
    for (const other of others) expect(Math.abs(correlation(one, other))).toBeLessThan(4 / Math.sqrt(N));
  });

  it('fills 53 bits', () => {
    const steps = [...draws(new UniformStream(5, 0), 200)].map((value) => value * 2 ** 53);
    expect(steps.every(Number.isInteger)).toBe(true);
    expect(steps.some((step) => step % 2 === 1)).toBe(true);
  });

  it('takes the whole range of seeds', () => {
    const highest = new UniformStream(0xffffffff, 0).at(0, 0);
    expect(highest).not.toBe(new UniformStream(0, 0).at(0, 0));
    expect(highest).toBeGreaterThan(0);
  });
});
