import { describe, expect, it } from '@jest/globals';
import type { CandidateRun } from './candidate-run.js';
import { KpiTally } from './kpi-tally.js';
import { PlainArithmetic } from './plain-arithmetic.js';
import { recommend } from './recommend.js';

function candidate(id: string, values: number[]): CandidateRun {
  const tally = new KpiTally(new PlainArithmetic(1), Float64Array.from(values), () => undefined, values.length);
  tally.summarise(0);
  tally.collect(0);
  return { id, columns: new Map(), tallies: new Map([['kpi', tally]]), objective: tally };
}

const MORE = { direction: 'maximize', kpi: 'kpi' } as const;

describe('recommend', () => {
  it('is certain of the only candidate', () => {
    const recommended = recommend([candidate('a', [1, 2])], MORE, 2);
    expect(recommended).toMatchObject({ candidate_id: 'a', confidence: 1, best_share: 1 });
    expect(recommended.margin).toBeUndefined();
    expect(recommended.reasoning).toContain('only candidate');
  });

  it('takes the first of equals, with the confidence of a coin', () => {
    const recommended = recommend([candidate('a', [1, 2, 3]), candidate('b', [1, 2, 3])], MORE, 3);
    expect(recommended).toMatchObject({ candidate_id: 'a', confidence: 0.5, best_share: 1 });
    expect(recommended.margin).toEqual({ runner_up: 'b', value: 0, standard_error: 0 });
    expect(recommended.reasoning).toContain('the same mean');
  });

  it('computes confidence from the paired differences', () => {
    // Differences 3, -1, 3, -1: mean 1, standard error 2 / √3.
    const recommended = recommend([candidate('b', [0, 0, 0, 0]), candidate('a', [3, -1, 3, -1])], MORE, 4);
    expect(recommended.candidate_id).toBe('a');
    expect(recommended.margin?.value).toBe(1);
    expect(recommended.margin?.standard_error).toBeCloseTo(2 / Math.sqrt(3), 12);
    expect(recommended.confidence).toBeCloseTo(0.8067619, 6);
    expect(recommended.best_share).toBe(0.5);
  });

  it('is sure of a constant lead, and never less sure than chance', () => {
    expect(recommend([candidate('a', [2, 3]), candidate('b', [1, 2])], MORE, 2).confidence).toBe(1);
    const same = ['a', 'b', 'c', 'd'].map((id) => candidate(id, [1, 2]));
    expect(recommend(same, MORE, 2).confidence).toBe(0.25);
  });

  it('knows little from one sample', () => {
    expect(recommend([candidate('a', [2]), candidate('b', [1])], MORE, 1).confidence).toBe(0.5);
  });
});
