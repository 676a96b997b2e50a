import { describe, expect, it } from '@jest/globals';
import { REFERENCE_SCENARIO } from '../scenario/reference-scenario.fixture.js';
import { checkPlan } from './check-plan.js';
import { MonteCarloError } from './monte-carlo-error.js';
import type { MonteCarloPlan } from './monte-carlo-plan.js';

const plan: MonteCarloPlan = { scenario: REFERENCE_SCENARIO, seed: 1 };

describe('checkPlan', () => {
  it('takes the samples of the plan, then of the scenario, then 20,000', () => {
    const scenario = { ...REFERENCE_SCENARIO, n_samples: 500 };
    expect(checkPlan({ ...plan, scenario, samples: 7 }).samples).toBe(7);
    expect(checkPlan({ ...plan, scenario }).samples).toBe(500);
    expect(checkPlan(plan).samples).toBe(20_000);
  });

  it.each<[Partial<MonteCarloPlan>, string]>([
    [{ seed: -1 }, 'seed'],
    [{ seed: 2 ** 32 }, 'seed'],
    [{ seed: 1.5 }, 'seed'],
    [{ samples: 0 }, 'samples'],
    [{ samples: 10_000_001 }, 'samples'],
    [{ samples: NaN }, 'samples'],
    [{ relativeStandardError: 0 }, 'relativeStandardError'],
    [{ scenario: { ...REFERENCE_SCENARIO, candidates: [] } }, 'no candidate'],
    [{ scenario: { ...REFERENCE_SCENARIO, objective: { maximize: 'mean(gain)' } } }, 'objective'],
    [{ scenario: { ...REFERENCE_SCENARIO, objective: { maximize: 'profit' } } }, 'objective'],
    [{ scenario: { ...REFERENCE_SCENARIO, parameters: { cost: Infinity } } }, '"cost" is not finite'],
    [{ scenario: { ...REFERENCE_SCENARIO, parameters: { cost: { dist: 'empirical', values: [] } } } }, 'empty'],
    [
      { scenario: { ...REFERENCE_SCENARIO, parameters: { cost: { from: 'telemetry', window: '1h', fit: 'normal' } } } },
      'still to be fitted',
    ],
    [
      {
        scenario: {
          ...REFERENCE_SCENARIO,
          candidates: [{ id: 'a', parameters: { cost: { dist: 'beta', alpha: 0, beta: 1 } } }],
        },
      },
      'alpha and beta',
    ],
  ])('refuses %j', (changes, cause) => {
    const check = (): unknown => checkPlan({ ...plan, ...changes });
    expect(check).toThrow(MonteCarloError);
    expect(check).toThrow(cause);
  });
});
