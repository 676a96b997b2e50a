import { afterAll, describe, expect, it } from '@jest/globals';
import type * as Engine from '../src/simulation/engine/index.js';
import { REFERENCE_SCENARIO } from '../src/simulation/engine/scenario/reference-scenario.fixture.js';

/** Threads run what was built. */
const { SimulationPool, runMonteCarlo } = (await import(
  new URL('../dist/src/simulation/engine/index.js', import.meta.url).href
)) as typeof Engine;

const pools = [1, 2, 4].map((threads) => new SimulationPool(threads));
const plan = { scenario: REFERENCE_SCENARIO, seed: 2026, samples: 400_001 };

describe('the simulation pool', () => {
  afterAll(async () => {
    await Promise.all(pools.map((pool) => pool.close()));
  });

  it('gives the same bits with one, two and four threads, again and again', async () => {
    const expected = JSON.stringify(runMonteCarlo(plan));
    for (const pool of pools) {
      for (let round = 0; round < 3; round += 1) expect(JSON.stringify(await pool.run(plan))).toBe(expected);
      const both = await Promise.all([pool.run(plan), pool.run(plan)]);
      for (const outcome of both) expect(JSON.stringify(outcome)).toBe(expected);
    }
  });

  it('names the same unusable sample with four threads as with one', async () => {
    const kpis = { profit: 'log(price - 35)', service: '1' };
    const failing = { ...plan, scenario: { ...REFERENCE_SCENARIO, kpis } };
    const [first, , last] = pools;
    const one = await first?.run(failing).catch((error: unknown) => error);
    expect(one).toMatchObject({ name: 'MonteCarloError', kind: 'non-finite-kpi' });
    expect(await last?.run(failing).catch((error: unknown) => error)).toMatchObject({
      message: (one as Error).message,
    });
  });

  it('is cancelled in the middle, and computes the next run right', async () => {
    const [, two] = pools;
    const cancelling = new AbortController();
    const fractions: number[] = [];
    const onProgress = (fraction: number): void => {
      fractions.push(fraction);
      cancelling.abort();
    };
    const long = { ...plan, samples: 5_000_000 };
    await expect(two?.run(long, { onProgress, signal: cancelling.signal })).rejects.toThrow('cancelled');
    expect(fractions[0]).toBeLessThan(1);
    expect(JSON.stringify(await two?.run(plan))).toBe(JSON.stringify(runMonteCarlo(plan)));
  });
});
