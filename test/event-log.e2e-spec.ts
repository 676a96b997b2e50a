import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { EventStreamClient } from './harness/event-stream-client.js';
import { createTenants, logStorm } from './harness/log-storm/log-storm.js';
import { LogWriter, testEvent } from './harness/log-writer.js';
import { OpsTwinProcess } from './harness/opstwin-process.js';
import { freePort } from './harness/ports.js';
import { waitFor } from './harness/wait-for.js';
import type { WireEvent } from './harness/wire-log.js';

const SEED = Number(process.env.TEST_SEED ?? Date.now() % 1_000_000);
const TENANTS = ['default', 'another'];

describe(`the log under concurrent writers (seed ${SEED})`, () => {
  let server: OpsTwinProcess;
  let token: string;

  beforeAll(async () => {
    // Without the worker role nothing reacts to what is written here.
    server = await OpsTwinProcess.start({ OPSTWIN_ROLES: 'api', PORT: String(await freePort()) });
    token = server.token('viewer');
    await createTenants(server, TENANTS);
  });

  afterAll(() => server.stop());

  it('shows every reader every committed event once, in commit order, however it reads and whatever is killed', async () => {
    const plan = { seed: SEED, writers: 16, transactions: 30, tenants: TENANTS, pagers: 8, streams: 6, kills: 1 };
    const { faults, events } = await logStorm([server], plan);
    expect(faults).toEqual([]);
    expect(events).toBeGreaterThan(800);
  });

  it('keeps chains of hashes that hold', async () => {
    for (const tenant of TENANTS) {
      const { body } = await server.get('/audit/verify', server.token('admin', { tenant }));
      expect(body).toMatchObject({ ok: true, from: '0000000000000001' });
      expect(body.checked).toBeGreaterThan(100);
    }
  });

  it('goes on when the connection that listens is lost', async () => {
    const writer = await LogWriter.connect(await server.databaseUrl());
    const stream = await EventStreamClient.open(server.url, { token });
    await stream.next();
    for (let i = 0; i < 3; i++) {
      await writer.rows(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'opstwin-listen'
                         AND datname = current_database()`);
      const [id] = await writer.append([testEvent()]);
      const message = await stream.next(5000);
      expect((JSON.parse(message?.data ?? '{}') as WireEvent).id).toBe(id);
      await waitFor('the listening connection', async () => {
        const listening = await writer.rows(
          `SELECT FROM pg_stat_activity WHERE application_name = 'opstwin-listen' AND datname = current_database()`,
        );
        return listening.length > 0;
      });
    }
    stream.cut();
    await writer.close();
  });
});
