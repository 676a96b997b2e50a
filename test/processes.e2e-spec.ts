import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { EventStreamClient } from './harness/event-stream-client.js';
import { readLog } from './harness/log-reader.js';
import { LogWriter } from './harness/log-writer.js';
import { OpsTwinProcess } from './harness/opstwin-process.js';
import { Random } from './harness/random.js';
import { SERVICES } from './harness/services.js';
import { waitFor } from './harness/wait-for.js';
import type { DiffPage, WireEvent } from './harness/wire-log.js';
import { aftermath, countByAnomaly } from './loop/sensor-run.js';

const SEED = Number(process.env.TEST_SEED ?? Date.now() % 1_000_000);
const LINES = Number(process.env.PROCESS_LINES ?? 16);
const KILLS = Number(process.env.PROCESS_KILLS ?? 4);
const BASELINE = 70;

if (!SERVICES) {
  console.warn(
    'SKIPPED: several processes on one database. They need external services: npm run test:services -- test/processes',
  );
}

(SERVICES ? describe : describe.skip)(`several processes on one database (seed ${SEED})`, () => {
  const random = new Random(SEED);
  let apis: OpsTwinProcess[];
  let workers: OpsTwinProcess[];
  let database: LogWriter;

  beforeAll(async () => {
    const first = await OpsTwinProcess.start({ OPSTWIN_ROLES: 'api,ingest' });
    const worker = { OPSTWIN_ROLES: 'worker' };
    const [second, ...rest] = await Promise.all([first.sibling(), first.sibling(worker), first.sibling(worker)]);
    apis = [first, second];
    workers = rest;
    database = await LogWriter.connect(await first.databaseUrl());
  });

  afterAll(async () => {
    await database.close();
    for (const process of [...workers, ...apis.slice(1)]) await process.terminate();
    await apis[0]?.stop();
  });

  function api(): OpsTwinProcess {
    return random.one(apis);
  }

  /** Sends readings of a new line that break down at the end, or do not. */
  async function ingest(twin: string, broken: boolean): Promise<void> {
    const readings = Array.from({ length: BASELINE + 5 }, (_, i) => ({
      twin_id: twin,
      asset_id: 'oven',
      ts: new Date(Date.UTC(2026, 0, 1, 0, i)).toISOString(),
      metrics: { temperature: broken && i >= BASELINE ? 20 : 85 + Math.sin(i) },
    }));
    const server = api();
    const { status, text } = await server.post('/telemetry/ingest', readings, server.token('executor'));
    expect([status, status === 202 ? '' : text]).toEqual([202, '']);
  }

  /** The backends of the connections that hold the consumers' locks, and how many each holds. */
  async function lockHolders(): Promise<number[]> {
    const rows = await database.rows<{ locks: string }>(
      `SELECT count(*) AS locks FROM pg_locks
       JOIN pg_database ON pg_database.oid = pg_locks.database AND datname = current_database()
       WHERE locktype = 'advisory' AND granted AND (classid::bigint << 32) | objid::bigint IN (
         SELECT hashtextextended('consumer:' || consumer, 0) FROM consumer_offset)
       GROUP BY pid`,
    );
    return rows.map(({ locks }) => Number(locks));
  }

  /** How many consumers there are, as a worker says at its start. */
  function consumers(): number {
    return Number(/Driving (\d+) durable consumers/.exec(workers[0]?.output ?? '')?.[1]);
  }

  it('serve any client: what comes in through one reaches the subscribers and long polls of the others', async () => {
    for (const [i, from] of apis.entries()) {
      const before = (await from.get<DiffPage>('/diff?limit=1', from.token('viewer'))).body.head;
      const streams = await Promise.all(
        apis.map(({ url }) => EventStreamClient.open(url, { token: from.token('viewer'), lastEventId: before })),
      );
      const polls = apis.map((to) => to.get<DiffPage>(`/diff?since=${before}&wait=20`, to.token('viewer')));
      for (const stream of streams) await stream.next();
      const reading = { twin_id: `hello_${i}`, asset_id: 'oven', metrics: { temperature: 85 } };
      await from.post('/telemetry/ingest', reading, from.token('executor'));
      for (const stream of streams) {
        const message = await stream.next();
        expect((JSON.parse(message?.data ?? '{}') as WireEvent).twin_id).toBe(`hello_${i}`);
        stream.cut();
      }
      for (const { body } of await Promise.all(polls)) expect(body.events[0]?.twin_id).toBe(`hello_${i}`);
    }
    const logs = await Promise.all(apis.map((server) => readLog(server)));
    expect(logs[1]).toEqual(logs[0]);
  });

  it('drive each consumer in one of them, and move it over when that one is killed', async () => {
    const all = consumers();
    expect(all).toBeGreaterThan(3);
    await waitFor('every lock to be held', async () => {
      const holders = await lockHolders();
      return holders.reduce((total, count) => total + count, 0) === all;
    });
    const [first, second] = workers as [OpsTwinProcess, OpsTwinProcess];
    await first.kill();
    await waitFor('the other worker to hold every lock', async () => {
      const holders = await lockHolders();
      return holders.length === 1 && holders[0] === all;
    });
    await ingest('moved', true);
    await waitFor('the loop to go on', async () => (await readLog(api(), ['DecisionMade'])).length > 0);
    await first.restart();
    await second.kill();
    await waitFor('the first worker to hold them all again', async () => {
      const holders = await lockHolders();
      return holders.length === 1 && holders[0] === all;
    });
    await second.restart();
  });

  it('have every effect once while both workers are killed at random', async () => {
    const ingesting = (async () => {
      for (let i = 0; i < LINES; i++) {
        await ingest(`line_${i}`, true);
        await sleep(random.whole(400));
      }
    })();
    for (let i = 0; i < KILLS; i++) {
      await sleep(random.whole(1500));
      const worker = random.one(workers);
      await worker.kill();
      await sleep(random.whole(500));
      await worker.restart();
    }
    await ingesting;
    const { anomalies, events } = await aftermath(api(), 100_000);
    expect(anomalies.size).toBe(LINES + 1);
    const once = Object.fromEntries([...anomalies].map((id) => [id, 1]));
    expect(countByAnomaly(events, 'SimulationQueued')).toEqual(once);
    expect(countByAnomaly(events, 'SimulationCompleted')).toEqual(once);
    expect(countByAnomaly(events, 'DecisionMade')).toEqual(once);
    expect(Object.values(countByAnomaly(events, 'ProposalCreated')).every((count) => count === 1)).toBe(true);
    const admin = api().token('admin');
    expect((await api().get<{ items: unknown[] }>('/dead-letters', admin)).body.items).toEqual([]);
    expect((await api().get('/audit/verify', admin)).body).toMatchObject({ ok: true });
  });
});
