import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readLog } from './harness/log-reader.js';
import { OpsTwinProcess } from './harness/opstwin-process.js';
import { waitFor } from './harness/wait-for.js';
import { REFERENCE_SCENARIO } from '../src/simulation/engine/scenario/reference-scenario.fixture.js';
import type { Simulation } from '../src/simulation/messages/simulation.js';

const [HOLD, DISCOUNT] = REFERENCE_SCENARIO.candidates;
/** With an action that takes a value from the parameters. */
const REFERENCE = {
  ...REFERENCE_SCENARIO,
  candidates: [
    HOLD,
    { ...DISCOUNT, action: { type: 'set_parameter', params: { price: 92, cost: { $parameter: 'cost' } } } },
  ],
};

let server: OpsTwinProcess;
let agent: string;

beforeAll(async () => {
  server = await OpsTwinProcess.start();
  agent = server.token('agent');
});

afterAll(async () => {
  await server.stop();
});

function run(body: object, wait = 20) {
  return server.post<Simulation>('/sim/run', { twin_id: 'line', ...body }, agent, { prefer: `wait=${wait}` });
}

describe('scenarios', () => {
  it('are versioned: posting a known name makes the next version', async () => {
    const first = await server.post('/sim/scenarios', REFERENCE, agent);
    expect([first.status, first.body.version]).toEqual([201, 1]);
    const second = await server.post('/sim/scenarios', { ...REFERENCE, description: 'again' }, agent);
    expect(second.body.version).toBe(2);
    expect((await server.get('/sim/scenarios/reference', agent)).body).toMatchObject({
      version: 2,
      created_by: 'agent',
    });
  });

  it('get distinct versions when many are posted at once', async () => {
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => server.post('/sim/scenarios', { ...REFERENCE, name: 'raced' }, agent)),
    );
    expect(answers.map(({ body }) => Number(body.version)).sort((a, b) => a - b)).toEqual([
      1, 2, 3, 4, 5, 6, 7, 8, 9, 10,
    ]);
  });

  it('are refused with every fault and its place', async () => {
    const kpis = { profit: 'price * revenue' };
    const answer = await server.post('/sim/scenarios', { ...REFERENCE, kpis, colour: 1 }, agent);
    expect(answer.status).toBe(422);
    const { errors } = answer.body as { errors: { pointer: string }[] };
    expect(errors.map((error) => error.pointer)).toEqual(expect.arrayContaining(['/kpis/profit', '/colour']));
  });

  it('are listed in pages', async () => {
    const page = await server.get<{ items: { name: string }[]; next_page_token: string }>(
      '/sim/scenarios?limit=1',
      agent,
    );
    expect(page.body.items).toHaveLength(1);
    const rest = await server.get<{ items: { name: string }[] }>(
      `/sim/scenarios?page_token=${page.body.next_page_token}`,
      agent,
    );
    expect(rest.body.items.map(({ name }) => name)).not.toContain(page.body.items[0]?.name);
  });
});

describe('a run', () => {
  it('is computed in the background and waited for on request', async () => {
    const answer = await run({ scenario: 'reference', seed: 7 });
    expect(answer.status).toBe(200);
    expect(answer.headers.get('preference-applied')).toBe('wait=20');
    expect(answer.body).toMatchObject({
      status: 'completed',
      progress: 1,
      seed: 7,
      samples: 20_000,
      engine: 'classical',
    });
    expect(answer.body.candidates?.map(({ id }) => id)).toEqual(['hold', 'discount']);
    expect(answer.body.recommended?.candidate_id).toBe('hold');
    // The mean of the unclipped profit is E[price]·E[demand]·(1−0.05·E[delay]) − cost·E[demand]; clipping moves it little.
    const delay = Math.exp(0.5 + 0.4 ** 2 / 2);
    const demand = (800 + 1000 + 1500) / 3;
    expect(answer.body.kpi_distribution?.profit?.mean).toBeCloseTo(100 * demand * (1 - 0.05 * delay) - 60 * demand, -3);
  });

  it('gives the same numbers for the same seed, and others for another', async () => {
    const [first, again, other] = await Promise.all([
      run({ scenario: 'reference', seed: 11 }),
      run({ scenario: 'reference', seed: 11 }),
      run({ scenario: 'reference', seed: 12 }),
    ]);
    expect(again.body.candidates).toEqual(first.body.candidates);
    expect(other.body.candidates).not.toEqual(first.body.candidates);
  });

  it('resolves what the action of a candidate refers to, and fixes parameters to numbers', async () => {
    const { body } = await run({ scenario: 'reference', parameters: { cost: 70, price: 100 }, seed: 1 });
    expect(body.parameters).toMatchObject({ cost: 70, price: 100 });
    expect(body.candidates?.[1]?.action).toEqual({ type: 'set_parameter', params: { price: 92, cost: 70 } });
  });

  it('is answered at once without a wish to wait, and found by its location', async () => {
    const answer = await server.post('/sim/run', { twin_id: 'line', scenario: 'reference' }, agent);
    expect(answer.status).toBe(202);
    const location = answer.headers.get('location') ?? '';
    expect(location).toBe(`/sim/${String(answer.body.sim_id)}`);
    await waitFor('the run to complete', async () => (await server.get(location, agent)).body.status === 'completed');
    const events = await readLog(server, ['SimulationQueued', 'SimulationStarted', 'SimulationCompleted']);
    const own = events.filter((event) => event.data.sim_id === answer.body.sim_id).map((event) => event.type);
    expect(own).toEqual(['SimulationQueued', 'SimulationStarted', 'SimulationCompleted']);
  });

  it('takes parameters from telemetry, fitted to the window before the run', async () => {
    const now = Date.now();
    const readings = Array.from({ length: 50 }, (_, i) => ({
      twin_id: 'line',
      asset_id: 'shop',
      ts: now - i * 1000,
      metrics: { price: 100 + (i % 2 === 0 ? 1 : -1) },
    }));
    expect((await server.post('/telemetry/ingest', readings, server.token('executor'))).status).toBe(202);
    const price = { from: 'telemetry', window: '10m', fit: 'normal' };
    await server.post(
      '/sim/scenarios',
      { ...REFERENCE, name: 'measured', parameters: { ...REFERENCE.parameters, price }, candidates: [{ id: 'hold' }] },
      agent,
    );
    const { body } = await run({ scenario: 'measured', asset_id: 'shop' });
    expect(body.status).toBe('completed');
    const fitted = body.parameters.price as { dist: string; mean: number; std: number };
    expect([fitted.dist, fitted.mean]).toEqual(['normal', 100]);
    expect(fitted.std).toBeCloseTo(Math.sqrt(50 / 49), 10);
    const nothing = await run({ scenario: 'measured', asset_id: 'elsewhere' });
    expect(nothing.body).toMatchObject({
      status: 'failed',
      error: expect.stringContaining('elsewhere has 0 values of price'),
    });
  });

  it('fails with a clear error when a KPI leaves the numbers', async () => {
    const scenario = {
      ...REFERENCE,
      name: 'broken',
      kpis: { profit: 'price / (cost - 60)' },
      candidates: [{ id: 'hold' }],
    };
    await server.post('/sim/scenarios', scenario, agent);
    const { body } = await run({ scenario: 'broken' });
    expect(body.status).toBe('failed');
    expect(body.error).toContain('profit');
    const events = await readLog(server, ['SimulationFailed']);
    expect(events.some((event) => event.data.sim_id === body.sim_id)).toBe(true);
  });

  it.each([
    [{ scenario: 'nowhere' }, 404],
    [{ scenario: 'reference', parameters: { prise: 3 } }, 422],
    [{ scenario: 'reference', parameters: { price: 'high' } }, 422],
    [{ scenario: 'reference', n_samples: 0 }, 422],
    [{ scenario: 'reference', engine: 'quantum' }, 422],
    [{ scenario: 'reference', seed: -1 }, 422],
    [{ scenario: 'reference', candidates: [] }, 422],
    [{ scenario: 'reference', candidates: [{ id: 'a', parameters: { prise: 1 } }] }, 422],
    [{ scenario: 'reference', colour: 'red' }, 422],
    [{ scenario: 'reference', twin_id: '../x' }, 422],
    [{ scenario: '\u0000' }, 404],
  ])('is refused: %j', async (body, status) => {
    expect((await run(body, 0)).status).toBe(status);
  });

  it('needs the permission, and stays within the twins of the token', async () => {
    expect(
      (await server.post('/sim/run', { twin_id: 'line', scenario: 'reference' }, server.token('viewer'))).status,
    ).toBe(403);
    const scoped = server.token('agent', { twins: ['other_*'] });
    expect((await server.post('/sim/run', { twin_id: 'line', scenario: 'reference' }, scoped)).status).toBe(403);
    const list = await server.get<{ items: unknown[] }>('/sim', scoped);
    expect(list.body.items).toEqual([]);
    const all = await server.get<{ items: { sim_id: string }[] }>('/sim?limit=1', agent);
    expect((await server.get(`/sim/${all.body.items[0]?.sim_id ?? ''}`, scoped)).status).toBe(404);
  });

  it('pages through all runs without missing or repeating one', async () => {
    const seen: string[] = [];
    for (let token: string | null = ''; token !== null;) {
      const page: { body: { items: Simulation[]; next_page_token: string | null } } = await server.get(
        `/sim?limit=2${token === '' ? '' : `&page_token=${token}`}`,
        agent,
      );
      seen.push(...page.body.items.map(({ sim_id }) => sim_id));
      token = page.body.next_page_token;
    }
    const all = await server.get<{ items: Simulation[] }>('/sim', agent);
    expect(seen).toEqual(all.body.items.map(({ sim_id }) => sim_id));
    expect(new Set(seen).size).toBe(seen.length);
  });
});

describe('a run whose worker is killed', () => {
  it('is computed after the restart, and told once', async () => {
    const { body } = await server.post(
      '/sim/run',
      { twin_id: 'line', scenario: 'reference', n_samples: 3_000_000 },
      agent,
    );
    const path = `/sim/${String(body.sim_id)}`;
    await waitFor('the run to start', async () => (await server.get(path, agent)).body.status !== 'queued');
    await server.kill();
    await server.restart();
    await waitFor('the run to complete', async () => (await server.get(path, agent)).body.status === 'completed', {
      timeoutMs: 60_000,
    });
    const events = await readLog(server, ['SimulationStarted', 'SimulationCompleted']);
    const own = events.filter((event) => event.data.sim_id === body.sim_id).map((event) => event.type);
    expect(own).toEqual(['SimulationStarted', 'SimulationCompleted']);
  });
});
