import { request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { SnapshotBody } from './harness/followed-state.js';
import { LogWriter } from './harness/log-writer.js';
import { OpsTwinProcess } from './harness/opstwin-process.js';
import { residentBytes } from './harness/process-memory.js';
import { waitFor } from './harness/wait-for.js';

describe('a snapshot of a large estate', () => {
  const ASSETS = 150_000;
  let server: OpsTwinProcess;
  let token: string;

  beforeAll(async () => {
    server = await OpsTwinProcess.start();
    token = server.token('viewer');
    const writer = await LogWriter.connect(await server.databaseUrl());
    const reported = JSON.stringify(
      Object.fromEntries(Array.from({ length: 8 }, (_, i) => [`metric_${i}`, i + 0.123])),
    );
    await writer.rows(`INSERT INTO twin (tenant, id) SELECT 'default', 'twin_' || i FROM generate_series(1, 150) i`);
    await writer.rows(
      `INSERT INTO asset (tenant, twin_id, id, reported, reported_at)
       SELECT 'default', 'twin_' || (i % 150 + 1), 'asset_' || i, $1::jsonb, now() FROM generate_series(1, ${ASSETS}) i`,
      [reported],
    );
    await writer.close();
  });

  afterAll(async () => {
    await server.stop();
  });

  /** Asks for it and takes nothing of it. */
  async function stalled(): Promise<() => void> {
    const sent = request(`${server.url}/snapshot`, { agent: false, headers: { authorization: `Bearer ${token}` } });
    sent.on('error', () => undefined);
    const answered = new Promise<void>((resolve) => {
      sent.on('response', (response) => {
        response.on('error', () => undefined).pause();
        resolve();
      });
    });
    sent.end();
    await answered;
    return () => sent.destroy();
  }

  it('has every asset', async () => {
    const { body, text } = await server.get<SnapshotBody>('/snapshot', token);
    const ids = body.twins.flatMap(({ assets }) => assets.map(({ asset_id }) => asset_id));
    expect([ids.length, new Set(ids).size]).toEqual([ASSETS, ASSETS]);
    expect(text.length).toBeGreaterThan(30_000_000);
  });

  it('is not held in memory for clients that do not take it; they are cut off, and others wait for a while', async () => {
    await server.get('/snapshot', token);
    const before = residentBytes(server.pid) ?? 0;
    const clients = await Promise.all(Array.from({ length: 4 }, stalled));
    await sleep(2000);
    expect((residentBytes(server.pid) ?? 0) - before).toBeLessThan(60_000_000);

    // Nobody else is held up, but for a fifth who wants a snapshot.
    const reading = { twin_id: 'twin_1', asset_id: 'asset_150', metrics: { metric_0: 1 } };
    expect((await server.post('/telemetry/ingest', reading, server.token('executor'))).status).toBe(202);
    const fifth = await server.get('/snapshot?twin_id=twin_1', token);
    expect([fifth.status, fifth.body.type]).toEqual([503, '/problems/unavailable']);
    expect(Number(fifth.headers.get('retry-after'))).toBeGreaterThan(0);

    await server.get('/health/live');
    await waitFor('a place for another', async () => {
      return (await server.get('/snapshot?twin_id=twin_1', token)).status === 200;
    });
    for (const leave of clients) leave();
  });

  it('gives its place back when the client leaves', async () => {
    for (let i = 0; i < 12; i++) (await stalled())();
    expect((await server.get('/snapshot?twin_id=twin_1', token)).status).toBe(200);
    const writer = await LogWriter.connect(await server.databaseUrl());
    await waitFor('no transaction to be left open', async () => {
      const open = await writer.rows(
        `SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND state LIKE 'idle in transaction%'`,
      );
      return open.length === 0;
    });
    await writer.close();
  });

  it('does not keep the server from stopping', async () => {
    const leave = await stalled();
    const begun = performance.now();
    expect(await server.terminate()).toBe(0);
    expect(performance.now() - begun).toBeLessThan(12_000);
    leave();
  });
});
