import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { EventStreamClient } from './harness/event-stream-client.js';
import { LogWriter, testEvent } from './harness/log-writer.js';
import { OpsTwinProcess } from './harness/opstwin-process.js';
import { SlowReader } from './harness/slow-reader.js';
import { waitFor } from './harness/wait-for.js';
import { START } from './harness/wire-log.js';

const MOST = 45;

let server: OpsTwinProcess;
let writer: LogWriter;
let token: string;

beforeAll(async () => {
  server = await OpsTwinProcess.start({ OPSTWIN_ROLES: 'api', OPSTWIN_MAX_STREAMS: String(MOST) });
  writer = await LogWriter.connect(await server.databaseUrl());
  token = server.token('viewer');
});

afterAll(async () => {
  await writer.close();
  await server.stop();
});

describe('the number of streams', () => {
  it('is limited: further ones are told before they start to come again, and get in when another leaves', async () => {
    const open = () => EventStreamClient.open(server.url, { token });
    const streams = await Promise.all(Array.from({ length: MOST }, open));
    const refused = await server.get('/subscribe', token);
    expect(refused.status).toBe(503);
    expect(refused.headers.get('content-type')).toContain('application/problem+json');
    expect(refused.body).toMatchObject({ type: '/problems/unavailable', status: 503 });
    const again = Number(refused.headers.get('retry-after'));
    expect(again).toBeGreaterThanOrEqual(2);
    expect(again).toBeLessThanOrEqual(10);
    expect((await server.request('HEAD', '/subscribe', { token })).status).toBe(200);

    streams.pop()?.cut();
    const late = await waitFor('a place', open);
    expect(await late.next()).toMatchObject({ event: 'hello' });
    for (const stream of [...streams, late]) stream.cut();
    await waitFor('all to have left', async () => {
      const all = await Promise.all(Array.from({ length: MOST }, open)).catch(() => undefined);
      for (const stream of all ?? []) stream.cut();
      return all;
    });
  });

  it('does not count those who are refused for another reason', async () => {
    const refused = async (): Promise<number> => (await server.get('/subscribe?since=nonsense', token)).status;
    await waitFor('those who were cut to be let go of', async () => (await refused()) === 400);
    for (let i = 0; i < 2 * MOST; i++) {
      expect((await server.get('/subscribe?since=nonsense', token)).status).toBe(400);
      expect((await server.get('/subscribe?since=0000009999999999', token)).status).toBe(409);
    }
    const stream = await waitFor('a place', () => EventStreamClient.open(server.url, { token }));
    stream.cut();
  });
});

describe('shutting down', () => {
  it('does not wait for a client that does not read', async () => {
    const filler = 'x'.repeat(20_000);
    for (let i = 0; i < 20; i++) {
      await writer.append(Array.from({ length: 50 }, () => testEvent('TwinUpdated', 'line_1', { filler })));
    }
    const reader = await SlowReader.open(server.url, token, `?since=${START}`);
    await sleep(1000);
    const begun = performance.now();
    expect(await server.terminate()).toBe(0);
    expect(performance.now() - begun).toBeLessThan(8000);
    reader.cut();
  });
});
