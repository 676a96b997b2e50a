import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { createTenants, logStorm } from './harness/log-storm/log-storm.js';
import { OpsTwinProcess } from './harness/opstwin-process.js';
import { freePort } from './harness/ports.js';
import { SERVICES } from './harness/services.js';

/** How much happens; the environment can ask for more. */
const PLAN = {
  seed: Number(process.env.TEST_SEED ?? Date.now() % 1_000_000),
  writers: Number(process.env.STORM_WRITERS ?? 16),
  transactions: Number(process.env.STORM_TRANSACTIONS ?? 500),
  tenants: ['default', 'second', 'third'],
  pagers: Number(process.env.STORM_PAGERS ?? 16),
  streams: Number(process.env.STORM_STREAMS ?? 16),
  kills: Number(process.env.STORM_KILLS ?? 10),
};

jest.setTimeout(1_800_000);

describe(`a long storm on the log (seed ${PLAN.seed})`, () => {
  let server: OpsTwinProcess;
  let sibling: OpsTwinProcess | undefined;

  beforeAll(async () => {
    server = await OpsTwinProcess.start({ OPSTWIN_ROLES: 'api', PORT: String(await freePort()) });
    // On a shared database a second process serves meanwhile, and any reader may ask either.
    if (SERVICES) sibling = await server.sibling({ PORT: String(await freePort()) });
    await createTenants(server, PLAN.tenants);
  });

  afterAll(async () => {
    await sibling?.terminate();
    await server.stop();
  });

  it('shows every reader every committed event once, in commit order', async () => {
    const { faults, ...counts } = await logStorm(sibling ? [server, sibling] : [server], PLAN);
    console.log(`The storm: ${JSON.stringify({ ...PLAN, ...counts })}`);
    expect(faults).toEqual([]);
    for (const tenant of PLAN.tenants) {
      const { body } = await server.get('/audit/verify', server.token('admin', { tenant }));
      expect(body).toMatchObject({ ok: true, from: '0000000000000001' });
    }
  });
});
