import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { EventStreamClient } from './harness/event-stream-client.js';
import { FollowingAgent } from './harness/following-agent.js';
import { IdleCuttingProxy } from './harness/idle-cutting-proxy.js';
import { LogWriter, testEvent } from './harness/log-writer.js';
import { OpsTwinProcess } from './harness/opstwin-process.js';
import { residentBytes } from './harness/process-memory.js';
import { SlowReader } from './harness/slow-reader.js';
import { waitFor } from './harness/wait-for.js';
import { START, type DiffPage } from './harness/wire-log.js';

const MEBIBYTE = 1024 * 1024;
const MOST = 45;
const SLOW = 40;
/** 60 MB, of which each slow reader is due everything. */
const [BATCHES, BATCH, EVENT_BYTES] = [60, 50, 20_000];

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

async function fillTheLog(): Promise<number> {
  const filler = 'x'.repeat(EVENT_BYTES);
  let most = 0;
  for (let i = 0; i < BATCHES; i++) {
    await writer.append(Array.from({ length: BATCH }, () => testEvent('TwinUpdated', 'line_1', { filler })));
    most = Math.max(most, residentBytes(server.pid) ?? 0);
  }
  return most;
}

describe('a stream on which nothing happens', () => {
  it('is kept alive through a proxy that waits for longer than its heartbeat, and moves its cursor meanwhile', async () => {
    const head = async () => (await server.get<DiffPage>('/diff?limit=1', token)).body.head;
    const since = await head();
    const proxy = await IdleCuttingProxy.start(server.url, 18_000);
    const query = `?since=${since}&types=TwinCreated`;
    const agent = new FollowingAgent({ url: () => proxy.url, token, query, patienceMs: 50 });
    await waitFor('the stream', () => Promise.resolve(agent.connections === 1));
    await writer.append([testEvent('TwinUpdated')]);
    const moved = await head();
    await sleep(20_000);
    expect(proxy.cuts).toBe(0);
    expect(agent.lastEventId).toBe(moved);
    await writer.append([testEvent('TwinCreated')]);
    await waitFor('the event', () => Promise.resolve(agent.events.length === 1));
    expect(agent.connections).toBe(1);
    agent.stop();
    await proxy.stop();
  });
});

describe('clients that do not read', () => {
  it('cost bounded memory, are closed after a while unless they read a little, and miss nothing', async () => {
    // Each with its own filter, so that they cannot share what waits for them.
    const tokens = Array.from({ length: SLOW }, (_, i) => server.token('viewer', { twins: ['line_*', `other_${i}`] }));
    await fillTheLog();
    const since = (await server.get<DiffPage>('/diff?limit=1', token)).body.head;
    const before = residentBytes(server.pid) ?? 0;
    const slow = await Promise.all(tokens.map((each) => SlowReader.open(server.url, each, `?since=${since}`)));
    const brisk = await EventStreamClient.open(server.url, { token });
    await brisk.next();
    const most = await fillTheLog();
    const count = BATCHES * BATCH;
    for (let i = 0; i < count; i++) expect(await brisk.next()).toBeDefined();
    brisk.cut();
    // Unbounded it would be 40 × 60 MB. What the garbage collector has not yet taken of 60 MB read and sent is in it.
    expect(most - before).toBeLessThan(250 * MEBIBYTE);

    const [first, trickling] = slow;
    if (!first || !trickling) throw new Error('There are no slow readers');
    const trickle = setInterval(() => {
      trickling.resume();
      setTimeout(() => trickling.pause(), 5);
    }, 5000);
    await waitFor('the slow readers to be closed', () => room(MOST - 1), { timeoutMs: 75_000, everyMs: 2000 });
    clearInterval(trickle);
    expect(trickling.closed).toBe(false);
    trickling.resume();
    await waitFor('the last event of the one that read a little', () =>
      Promise.resolve(trickling.cursors.length === count),
    );
    first.resume();
    await waitFor('the end of what was under way', () => Promise.resolve(first.closed));
    expect(first.cursors.length).toBeLessThan(count);

    const resumed = await SlowReader.open(server.url, tokens[0] ?? '', `?since=${first.cursors.at(-1) ?? since}`);
    resumed.resume();
    await waitFor('the rest', () => Promise.resolve(first.cursors.length + resumed.cursors.length >= count));
    const due = Array.from({ length: count }, (_, i) => String(Number(since) + 1 + i).padStart(START.length, '0'));
    expect([...first.cursors, ...resumed.cursors]).toEqual(due);
    for (const reader of [...slow, resumed]) reader.cut();
  });

  /** Whether there is room for so many streams: then most of the slow readers have been closed. */
  async function room(count: number): Promise<boolean> {
    const tried = await Promise.allSettled(
      Array.from({ length: count }, () => EventStreamClient.open(server.url, { token })),
    );
    for (const each of tried) if (each.status === 'fulfilled') each.value.cut();
    return tried.every(({ status }) => status === 'fulfilled');
  }
});
