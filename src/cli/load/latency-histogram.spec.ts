import { describe, expect, it } from '@jest/globals';
import { LatencyHistogram } from './latency-histogram.js';

const SHARES = [0.5, 0.9, 0.99, 0.999];

describe('LatencyHistogram', () => {
  it.each([1, 0.03, 250, 60_000])('is at most 0.4 % off for latencies around %p ms', (scale) => {
    const histogram = new LatencyHistogram();
    const values = Array.from({ length: 10_000 }, (_, i) => scale * (0.5 + ((i * 7919) % 10_000) / 10_000));
    for (const value of values) histogram.add(value);
    values.sort((a, b) => a - b);
    for (const share of SHARES) {
      const exact = values[Math.ceil(share * values.length) - 1] ?? 0;
      expect(Math.abs(histogram.quantile(share) - exact)).toBeLessThanOrEqual(exact / 256 + 0.0006);
    }
    expect(histogram.max).toBe(values.at(-1));
    expect(histogram.mean / scale).toBeCloseTo(1, 3);
  });

  it('never tells a quantile above the largest latency', () => {
    const histogram = new LatencyHistogram();
    histogram.add(1000.4);
    expect(histogram.quantile(0.999)).toBeLessThanOrEqual(1000.4);
  });

  it('takes what it cannot tell apart for the longest', () => {
    const histogram = new LatencyHistogram();
    histogram.add(1e12);
    histogram.add(-1);
    expect(histogram.max).toBe(1e12);
    expect(histogram.quantile(0.1)).toBe(0);
    expect(histogram.quantile(1)).toBeGreaterThan(2e6);
  });

  it('is empty at first and after a reset', () => {
    const histogram = new LatencyHistogram();
    expect([histogram.count, histogram.quantile(0.5), histogram.max, histogram.mean]).toEqual([0, 0, 0, 0]);
    histogram.add(5);
    histogram.reset();
    expect([histogram.count, histogram.quantile(0.5), histogram.max, histogram.mean]).toEqual([0, 0, 0, 0]);
  });
});
