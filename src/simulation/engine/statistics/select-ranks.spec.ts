import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { UniformStream } from '../random/uniform-stream.js';
import { selectRanks } from './select-ranks.js';

function expectSelected(values: Float64Array, ranks: number[]): void {
  const sorted = values.slice().sort();
  const selected = values.slice();
  selectRanks(selected, ranks);
  for (const rank of ranks) expect(selected[rank]).toBe(sorted[rank]);
  expect([...selected.sort()]).toEqual([...sorted]);
}

describe('selectRanks', () => {
  it('puts at every rank what sorting would put there', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: -5, max: 5 }), { minLength: 1, maxLength: 60 }),
        fc.nat(59),
        (list, last) => {
          const ranks = [0, Math.min(last, list.length - 1), list.length - 1];
          expectSelected(Float64Array.from(list), [...new Set(ranks)]);
        },
      ),
    );
  });

  it('selects from long, from sorted and from equal values', () => {
    const long = new Float64Array(50_000);
    new UniformStream(3, 0).fill(long, 0, long.length);
    const ranks = [1, 2500, 2501, 25_000, 49_998];
    expectSelected(long, ranks);
    expectSelected(long.slice().sort(), ranks);
    expectSelected(long.slice().sort().reverse(), ranks);
    expectSelected(
      long.map((value) => Math.round(value)),
      ranks,
    );
    expectSelected(long.fill(1), ranks);
  });
});
