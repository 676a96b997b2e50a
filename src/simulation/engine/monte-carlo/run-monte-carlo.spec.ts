import { describe, expect, it } from '@jest/globals';
import { REFERENCE_SCENARIO } from '../scenario/reference-scenario.fixture.js';
import type { ScenarioDocument } from '../scenario/scenario-document.js';
import { MonteCarloCancelled } from './monte-carlo-cancelled.js';
import type { MonteCarloError } from './monte-carlo-error.js';
import type { MonteCarloPlan } from './monte-carlo-plan.js';
import { runInBlocks, runMonteCarlo } from './run-monte-carlo.js';

const plan: MonteCarloPlan = { scenario: REFERENCE_SCENARIO, seed: 20_26, samples: 20_000 };

function scenario(changes: Partial<ScenarioDocument>): ScenarioDocument {
  return { ...REFERENCE_SCENARIO, ...changes };
}

function failure(failing: MonteCarloPlan): MonteCarloError {
  try {
    runMonteCarlo(failing);
  } catch (error) {
    return error as MonteCarloError;
  }
  throw new Error('The run did not fail');
}

describe('runMonteCarlo', () => {
  it('knows the means and quantiles that can be computed by hand', () => {
    const outcome = runMonteCarlo({
      seed: 1,
      samples: 200_000,
      scenario: scenario({
        parameters: { u: { dist: 'uniform', low: 0, high: 1 }, n: { dist: 'normal', mean: 10, std: 2 } },
        kpis: { square: 'u * u', sum: 'n + 3 * u' },
        objective: { maximize: 'mean(square)' },
        candidates: [{ id: 'only' }],
      }),
    });
    const [candidate] = outcome.candidates;
    const square = candidate?.kpi_distribution.square;
    expect(square?.mean).toBeCloseTo(1 / 3, 2);
    expect(square?.std).toBeCloseTo(Math.sqrt(4 / 45), 2);
    expect(square?.p5).toBeCloseTo(0.0025, 3);
    expect(square?.p50).toBeCloseTo(0.25, 2);
    expect(square?.p99).toBeCloseTo(0.9801, 2);
    expect(candidate?.kpi_distribution.sum?.mean).toBeCloseTo(11.5, 1);
    expect(candidate?.kpi_distribution.sum?.std).toBeCloseTo(Math.sqrt(4.75), 1);
    expect(candidate?.objective.value).toBe(square?.mean);
    expect(candidate?.objective.standard_error).toBeCloseTo(Math.sqrt(4 / 45 / 200_000), 5);
  });

  it('gives the same bits for the same plan, whatever the pieces', () => {
    const whole = runMonteCarlo({ ...plan, samples: 9001 });
    expect(runMonteCarlo({ ...plan, samples: 9001 })).toEqual(whole);
    for (const pieceSize of [37, 1000, 4095]) {
      expect(JSON.stringify(runInBlocks({ ...plan, samples: 9001 }, {}, pieceSize))).toBe(JSON.stringify(whole));
    }
  });

  it('gives other numbers for another seed, but the same within their error', () => {
    const [first] = runMonteCarlo(plan).candidates;
    const [second] = runMonteCarlo({ ...plan, seed: 7 }).candidates;
    const difference = Math.abs((first?.objective.value ?? NaN) - (second?.objective.value ?? NaN));
    expect(difference).toBeGreaterThan(0);
    expect(difference).toBeLessThan(6 * (first?.objective.standard_error ?? NaN));
  });

  it('does not depend on the order of parameters', () => {
    const parameters = Object.fromEntries(Object.entries(REFERENCE_SCENARIO.parameters).reverse());
    expect(runMonteCarlo({ ...plan, scenario: scenario({ parameters }) })).toEqual(runMonteCarlo(plan));
  });

  it('begins a longer run with the samples of a shorter one', () => {
    const short = runMonteCarlo({ ...plan, samples: 4096, relativeStandardError: 0.5 });
    expect(runMonteCarlo({ ...plan, samples: 1_000_000, relativeStandardError: 0.5 })).toEqual(short);
  });

  it('compares candidates on common random numbers', () => {
    const { candidates, recommended } = runMonteCarlo(plan);
    const [hold, discount] = candidates;
    expect(recommended).toMatchObject({ candidate_id: 'hold', confidence: 1, best_share: 1 });
    expect(recommended.margin?.runner_up).toBe('discount');
    expect(recommended.margin?.value).toBeCloseTo((hold?.objective.value ?? 0) - (discount?.objective.value ?? 0), 6);
    // The price differs by 8 in every sample, so the difference varies with demand and delay only.
    expect(recommended.margin?.standard_error).toBeLessThan((hold?.objective.standard_error ?? 0) / 5);
    expect(recommended.reasoning).toContain('"hold" has the highest mean profit');
    expect(hold?.kpi_distribution.service).toEqual(discount?.kpi_distribution.service);
  });

  it('minimises when asked to', () => {
    const outcome = runMonteCarlo({ ...plan, scenario: scenario({ objective: { minimize: 'mean(profit)' } }) });
    expect(outcome.recommended.candidate_id).toBe('discount');
    expect(outcome.recommended.margin?.value).toBeGreaterThan(0);
    expect(outcome.recommended.reasoning).toContain('lowest mean profit');
  });

  it('fixes a parameter that is given as a number', () => {
    const parameters = { price: 100, demand: 10, delay: 0, cost: 60 };
    const { candidates, converged, uncertainty } = runMonteCarlo({ ...plan, scenario: scenario({ parameters }) });
    expect(candidates[0]?.kpi_distribution.profit).toEqual({
      mean: 400,
      std: 0,
      p5: 400,
      p25: 400,
      p50: 400,
      p75: 400,
      p95: 400,
      p99: 400,
    });
    expect(candidates[1]?.kpi_distribution.profit?.std).toBeGreaterThan(0);
    expect({ converged, uncertainty }).toEqual({ converged: true, uncertainty: 0 });
  });

  it('stops when it is precise enough, at the end of a block', () => {
    const outcome = runMonteCarlo({ ...plan, samples: 1_000_000, relativeStandardError: 0.003 });
    expect(outcome.converged).toBe(true);
    expect(outcome.samples).toBeLessThan(1_000_000);
    expect(outcome.samples % 4096).toBe(0);
    for (const { objective } of outcome.candidates)
      expect(objective.standard_error / objective.value).toBeLessThanOrEqual(0.003);
  });

  it('says when the samples were not enough', () => {
    const outcome = runMonteCarlo({ ...plan, samples: 5000, relativeStandardError: 1e-6 });
    expect(outcome).toMatchObject({ samples: 5000, converged: false });
    expect(runMonteCarlo({ ...plan, samples: 1 })).toMatchObject({ samples: 1, converged: false, uncertainty: 1 });
  });

  it('reports progress that rises to 1', () => {
    const fractions: number[] = [];
    runMonteCarlo(plan, { onProgress: (fraction) => fractions.push(fraction) });
    expect(fractions).toEqual([0.2048, 0.4096, 0.6144, 0.8192, 1]);
    fractions.length = 0;
    runMonteCarlo({ ...plan, relativeStandardError: 0.9 }, { onProgress: (fraction) => fractions.push(fraction) });
    expect(fractions).toEqual([1]);
  });

  it('is cancelled between blocks', () => {
    let asked = 0;
    const run = (): unknown => runMonteCarlo(plan, { cancelled: () => (asked += 1) > 2 });
    expect(run).toThrow(MonteCarloCancelled);
    expect(asked).toBe(3);
  });

  it('names KPI, candidate and parameters of the first number that is not finite', () => {
    const failing = scenario({
      kpis: { profit: 'price', ratio: 'log(price - 92)' },
      objective: { maximize: 'mean(profit)' },
    });
    const error = failure({ ...plan, scenario: failing });
    expect(error).toMatchObject({
      name: 'MonteCarloError',
      kind: 'non-finite-kpi',
      sample: { kpi: 'ratio', candidate_id: 'hold' },
    });
    expect(error.message).toContain('KPI "ratio" of candidate "hold" is not a number in sample');
    expect(error.sample?.parameters.price).toBeLessThan(92);
    expect(error.sample?.parameters.cost).toBe(60);
    expect(() => runInBlocks({ ...plan, scenario: failing }, {}, 11)).toThrow(error.message);
  });

  it.each([
    ['cost / 0', 'infinite'],
    ['10 ^ 200 * cost', 'too large'],
  ])('refuses %p', (profit, description) => {
    const failing = scenario({ kpis: { profit }, candidates: [{ id: 'a' }] });
    expect(failure({ ...plan, scenario: failing }).message).toContain(description);
  });

  it('refuses an expression that cannot be read, and a run that memory cannot hold', () => {
    const unread = failure({ ...plan, scenario: scenario({ kpis: { profit: 'price +' } }) });
    expect(unread).toMatchObject({ kind: 'invalid-plan' });
    expect(unread.message).toContain('KPI "profit"');
    const candidates = Array.from({ length: 20 }, (_, index) => ({ id: `c${index}`, parameters: { cost: index } }));
    expect(failure({ ...plan, samples: 10_000_000, scenario: scenario({ candidates }) }).kind).toBe('too-large');
  });
});
