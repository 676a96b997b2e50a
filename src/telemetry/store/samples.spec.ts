import fc from 'fast-check';
import { describe, expect, it } from '@jest/globals';
import { inTimeOrder, type Samples } from './samples.js';

const sender = { tenant: 'x', actor: 'y', correlationId: 'z', causationId: null };

function samplesOf(times: readonly number[]): Samples {
  return {
    at: times,
    value: times.map((_, i) => i),
    quality: times.map((_, i) => i / times.length),
    sender: times.map(() => sender),
  };
}

describe('inTimeOrder', () => {
  it('keeps the first of each instant, in the order of time, with all that belongs to it', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 20 }), { maxLength: 30 }), (times) => {
        const instants = [...new Set(times)].sort((a, b) => a - b);
        const firsts = instants.map((instant) => times.indexOf(instant));
        const { at, value, quality } = inTimeOrder(samplesOf(times));
        expect([at, value]).toEqual([instants, firsts]);
        expect(quality).toEqual(firsts.map((first) => first / times.length));
      }),
    );
  });

  it('gives back what is in order as it is', () => {
    const samples = samplesOf([1, 2, 5]);
    expect(inTimeOrder(samples)).toBe(samples);
  });
});
