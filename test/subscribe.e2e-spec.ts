import { connect, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createParser } from 'eventsource-parser';
import { EventStreamClient } from './harness/event-stream-client.js';
import { LogWriter, testEvent } from './harness/log-writer.js';
import { OpsTwinProcess } from './harness/opstwin-process.js';
import { SERVICES } from './harness/services.js';
import { waitFor } from './harness/wait-for.js';
import { START, type DiffPage } from './harness/wire-log.js';

let server: OpsTwinProcess;
let writer: LogWriter;
let token: string;

beforeAll(async () => {
  // Without the worker role nothing reacts to what is written here.
  server = await OpsTwinProcess.start({ OPSTWIN_ROLES: 'api' });
  writer = await LogWriter.connect(await server.databaseUrl());
  token = server.token('viewer');
});

afterAll(async () => {
  await writer.close();
  await server.stop();
});

function diff(query = '', as = token) {
  return server.get<DiffPage>(`/diff${query}`, as);
}

async function head(): Promise<string> {
  return (await diff('?limit=1')).body.head;
}

async function millisecondsOf(work: () => Promise<unknown>): Promise<number> {
  const begun = performance.now();
  await work();
  return performance.now() - begun;
}

describe('/subscribe', () => {
  it('starts at the newest event, says so, and gives what happens from then on', async () => {
    const since = await head();
    const stream = await EventStreamClient.open(server.url, { token });
    expect(stream.response.headers['content-type']).toContain('text/event-stream');
    const hello = await stream.next();
    expect(hello).toMatchObject({ event: 'hello', id: since });
    expect(JSON.parse(hello?.data ?? '')).toEqual({ cursor: since, head: since });
    expect(stream.retry).toBe(2000);
    const [id] = await writer.append([testEvent()]);
    const message = await stream.next();
    const { events } = (await diff(`?since=${since}`)).body;
    expect(message).toMatchObject({ event: 'TwinUpdated', id: events[0]?.cursor });
    expect(JSON.parse(message?.data ?? '')).toEqual(events[0]);
    expect(events[0]?.id).toBe(id);
    stream.cut();
  });

  it('goes on behind Last-Event-ID, which beats since', async () => {
    const since = await head();
    await writer.append([testEvent(), testEvent()]);
    const lastEventId = (await diff(`?since=${since}&limit=1`)).body.next_cursor;
    const stream = await EventStreamClient.open(server.url, { token, query: `?since=${START}`, lastEventId });
    expect(await stream.next()).toMatchObject({ event: 'hello', id: lastEventId });
    expect(await stream.next()).toMatchObject({ id: await head() });
    stream.cut();
  });

  it('gives the events of the filter and the credential only', async () => {
    const limited = server.token('viewer', { twins: ['line_*'] });
    const stream = await EventStreamClient.open(server.url, { token: limited, query: '?types=TwinUpdated' });
    await stream.next();
    const ids = await writer.append([
      testEvent('TwinUpdated', 'oven_1'),
      testEvent('TelemetryAppended', 'line_1'),
      testEvent('TwinUpdated', 'line_1'),
    ]);
    expect(JSON.parse((await stream.next())?.data ?? '')).toMatchObject({ id: ids[2] });
    stream.cut();
    await expect(EventStreamClient.open(server.url, { token: limited, query: '?twin_id=oven_1' })).rejects.toThrow(
      '403',
    );
  });

  it('ends when the token expires, with a word', async () => {
    const stream = await EventStreamClient.open(server.url, { token: server.token('viewer', { lifetime: 2 }) });
    expect(await millisecondsOf(() => waitFor('the end', () => Promise.resolve(stream.ended)))).toBeLessThan(5000);
    expect(stream.comments.join()).toContain('the credential has ended');
  });

  it('answers HEAD without opening a stream', async () => {
    const { status, headers } = await server.request('HEAD', '/subscribe', { token });
    expect([status, headers.get('content-type')]).toEqual([200, expect.stringContaining('text/event-stream')]);
  });

  it('lets a client that stopped reading catch up later without a gap, and holds nothing for it meanwhile', async () => {
    const since = await head();
    const socket = await stopped(since);
    const filler = 'x'.repeat(20_000);
    for (let i = 0; i < 40; i++) {
      await writer.append(Array.from({ length: 50 }, () => testEvent('TwinUpdated', 'line_1', { filler })));
    }
    const brisk = await EventStreamClient.open(server.url, { token });
    await brisk.next();
    await writer.append([testEvent()]);
    expect(await brisk.next(2000)).toBeDefined();
    brisk.cut();

    const cursors: number[] = [];
    const parser = createParser({ onEvent: ({ id, event }) => event !== 'hello' && cursors.push(Number(id)) });
    socket.on('data', (bytes: Buffer) => {
      parser.feed(bytes.toString('latin1'));
    });
    socket.resume();
    await waitFor('the last event', () => Promise.resolve(cursors.length >= 2001));
    expect(cursors).toEqual(Array.from({ length: 2001 }, (_, i) => Number(since) + 1 + i));
    socket.destroy();
  });

  /** Subscribes over a bare socket, and does not read. */
  async function stopped(since: string): Promise<Socket> {
    const { hostname, port } = new URL(server.url);
    const socket = connect({ host: hostname, port: Number(port) });
    socket.pause();
    const asking = `GET /subscribe?since=${since} HTTP/1.1\r\nhost: x\r\nauthorization: Bearer ${token}\r\n\r\n`;
    await new Promise<void>((resolve) =>
      socket.write(asking, () => {
        resolve();
      }),
    );
    return socket;
  }
});

(SERVICES ? describe : describe.skip)('several processes on one database', () => {
  it('serve any client: what one of them appends reaches the subscribers of the other', async () => {
    const sibling = await server.sibling();
    const streams = await Promise.all([server, sibling].map(({ url }) => EventStreamClient.open(url, { token })));
    for (const stream of streams) await stream.next();
    const [id] = await writer.append([testEvent()]);
    for (const stream of streams) expect(JSON.parse((await stream.next())?.data ?? '')).toMatchObject({ id });
    for (const stream of streams) stream.cut();
    await sibling.terminate();
  });
});

describe('shutting down', () => {
  it('ends streams and long polls at once, and leaves with 0', async () => {
    const stream = await EventStreamClient.open(server.url, { token });
    await stream.next();
    const since = await head();
    const waiting = diff(`?since=${since}&wait=30`);
    await sleep(200);
    let code: number | null = null;
    const took = await millisecondsOf(async () => {
      code = await server.terminate();
    });
    expect((await waiting).body).toMatchObject({ next_cursor: since, events: [] });
    expect(stream.comments.join()).toContain('stopping');
    expect(code).toBe(0);
    expect(took).toBeLessThan(8000);
  });
});
