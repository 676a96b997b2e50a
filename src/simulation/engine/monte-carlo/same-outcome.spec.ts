import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { DistributionSpec } from '../scenario/distribution-spec.js';
import { REFERENCE_SCENARIO } from '../scenario/reference-scenario.fixture.js';
import type { ScenarioDocument } from '../scenario/scenario-document.js';
import type { MonteCarloPlan } from './monte-carlo-plan.js';
import { runInBlocks, runMonteCarlo } from './run-monte-carlo.js';

const EVERY: Readonly<Record<string, DistributionSpec>> = {
  normal: { dist: 'normal', mean: 3, std: 2 },
  uniform: { dist: 'uniform', low: -1, high: 4 },
  triangular: { dist: 'triangular', low: 0, mode: 1, high: 3 },
  constant: { dist: 'triangular', low: 2, mode: 2, high: 2 },
  lognormal: { dist: 'lognormal', mu: 0.3, sigma: 0.7 },
  wide: { dist: 'lognormal', mu: 0, sigma: 100 },
  beta: { dist: 'beta', alpha: 0.5, beta: 2 },
  gamma: { dist: 'gamma', shape: 1.4, scale: 2 },
  exponential: { dist: 'exponential', rate: 3 },
  weibull: { dist: 'weibull', shape: 1.7, scale: 2 },
  steep: { dist: 'weibull', shape: 1e-12, scale: 2 },
  poisson: { dist: 'poisson', rate: 4 },
  discrete: { dist: 'discrete', values: [1, 5], weights: [1, 2] },
  empirical: { dist: 'empirical', values: [1, 2, 3] },
};

function scenario(kpis: Readonly<Record<string, string>>): ScenarioDocument {
  const [kpi = ''] = Object.keys(kpis);
  return { name: 's', parameters: EVERY, kpis, objective: { maximize: `mean(${kpi})` }, candidates: [{ id: 'only' }] };
}

function expectSame(plan: MonteCarloPlan): void {
  expect(JSON.stringify(runMonteCarlo(plan))).toBe(JSON.stringify(runInBlocks(plan, {}, 4096)));
}

describe('a run by vector code', () => {
  it('has the bits of a run by loops, whatever its length', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 20_000 }), fc.integer({ min: 0, max: 2 ** 32 - 1 }), (samples, seed) => {
        expectSame({ scenario: REFERENCE_SCENARIO, seed, samples });
      }),
      { numRuns: 12 },
    );
  });

  it.each(Object.keys(EVERY))('has them for the distribution %p', (name) => {
    expectSame({ scenario: scenario({ kpi: `clip(${name}, -1e9, 1e9)` }), seed: 7, samples: 9001 });
  });

  it('has them when every quantile is found in brackets, in atoms and in heavy tails', () => {
    const kpis = {
      ordinary: 'normal + uniform',
      clipped: 'clip(normal, 0, 3)',
      whole: 'poisson',
      constant: 'constant',
      heavy: 'clip(wide, 0, 1e100)',
      mixed: 'if(uniform > 1, exp(normal * 5), -normal)',
    };
    expectSame({ scenario: scenario(kpis), seed: 3, samples: 110_001 });
  });

  it('has them when some blocks hold arguments that there is no code for', () => {
    const kpis = { kpi: 'sin(clip(wide, 0, 1e30)) + (uniform ^ 0.5 >= 0) + (normal - normal) ^ 2' };
    expectSame({ scenario: scenario(kpis), seed: 3, samples: 9001 });
  });

  it('refuses the same sample with the same words', () => {
    const failing = { scenario: scenario({ kpi: 'log(normal + 4)' }), seed: 1, samples: 30_000 };
    const message = (run: () => unknown): string => {
      try {
        run();
      } catch (error) {
        return (error as Error).message;
      }
      return '';
    };
    expect(message(() => runMonteCarlo(failing))).toContain('is not a number in sample');
    expect(message(() => runMonteCarlo(failing))).toBe(message(() => runInBlocks(failing, {}, 4096)));
  });

  it('does not depend on what a memory has served before', () => {
    const memories: WebAssembly.Memory[] = [];
    const release = (memory: WebAssembly.Memory): unknown => memories.push(memory);
    const large = { scenario: scenario({ kpi: 'normal * lognormal' }), seed: 5, samples: 150_000 };
    runMonteCarlo(large, {}, { release });
    const small = { scenario: REFERENCE_SCENARIO, seed: 5, samples: 9001 };
    const [memory] = memories;
    expect(memory).toBeDefined();
    expect(runMonteCarlo(small, {}, { ...(memory && { memory }) })).toEqual(runInBlocks(small, {}, 4096));
  });
});
