import { describe, expect, it } from '@jest/globals';
import { UniformStream } from '../random/uniform-stream.js';
import { pairedDifference } from './paired-difference.js';

describe('pairedDifference', () => {
  it('has no error when one candidate is always the same amount better', () => {
    const base = Float64Array.from({ length: 10_000 }, (_, index) => index % 7);
    const difference = pairedDifference(
      base.map((value) => value + 2),
      base,
      10_000,
    );
    expect(difference.mean).toBe(2);
    expect(difference.standardError).toBe(0);
    expect(difference.count).toBe(10_000);
  });

  it('counts only the samples asked for', () => {
    expect(pairedDifference(Float64Array.of(1, 2, 100), Float64Array.of(0, 0, 0), 2).mean).toBe(1.5);
  });

  it('knows a common part better than independent runs would', () => {
    const [common, own] = [new Float64Array(5000), new Float64Array(5000)];
    new UniformStream(1, 0).fill(common, 0, 5000);
    new UniformStream(1, 1).fill(own, 0, 5000);
    const other = common.map((value, index) => value + 0.1 * (own[index] ?? 0));
    expect(pairedDifference(other, common, 5000).standardError).toBeCloseTo(0.1 / Math.sqrt(12 * 5000), 5);
  });
});
