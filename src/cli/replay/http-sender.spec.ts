import type { RequestListener } from 'node:http';
import { afterEach, describe, expect, it } from '@jest/globals';
import { FakeClock } from '../client/fake-clock.fixture.js';
import { answer, readBody, startLocalServer, type LocalServer } from '../client/local-server.fixture.js';
import { HttpSender, type HttpSenderOptions } from './http-sender.js';
import { readingOf } from './reading.fixture.js';

const readings = [readingOf(1, { metrics: { temperature: 0.5, pressure: 3 } }), readingOf(2, { asset: 'etch_8' })];

describe('HttpSender', () => {
  const servers: LocalServer[] = [];
  const notes: string[] = [];

  afterEach(async () => {
    notes.length = 0;
    await Promise.all(servers.splice(0).map((server) => server.close()));
  });

  async function start(listener: RequestListener, options: Partial<HttpSenderOptions> = {}) {
    const server = await startLocalServer(listener);
    servers.push(server);
    const clock = new FakeClock();
    const sender = new HttpSender({
      url: server.url,
      token: 'secret',
      retryForMs: 60_000,
      signal: new AbortController().signal,
      notify: (message) => notes.push(message),
      clock,
      ...options,
    });
    return { sender, clock };
  }

  it('posts readings as the contract has them', async () => {
    const seen: unknown[] = [];
    const { sender } = await start((request, response) => {
      void readBody(request).then((body) => {
        seen.push(request.method, request.url, request.headers.authorization, JSON.parse(body));
        answer(response, 202, { status: 'accepted', accepted: 2, rejected: [], cursor: 'c1' });
      });
    });
    expect(await sender.send(readings)).toEqual([]);
    expect(seen).toEqual([
      'POST',
      '/telemetry/ingest',
      'Bearer secret',
      [
        {
          twin_id: 'line_3',
          asset_id: 'etch_7',
          ts: '2013-12-02T21:15:01.000Z',
          metrics: { temperature: 0.5, pressure: 3 },
        },
        { twin_id: 'line_3', asset_id: 'etch_8', ts: '2013-12-02T21:15:02.000Z', metrics: { temperature: 2 } },
      ],
    ]);
  });

  it('tells which readings were rejected and why', async () => {
    const rejected = [{ index: 1, errors: [{ pointer: '/ts', code: 'range', message: 'lies in the future' }] }];
    const { sender } = await start((_request, response) => {
      answer(response, 202, { status: 'partial', accepted: 1, rejected });
    });
    expect(await sender.send(readings)).toEqual([{ reading: readings[1], reason: '/ts lies in the future' }]);
  });

  it.each([429, 503])('waits as long as %d asks for, and sends the same again', async (status) => {
    const bodies: string[] = [];
    const { sender, clock } = await start((request, response) => {
      void readBody(request).then((body) => {
        if (bodies.push(body) < 3) answer(response, status, { title: 'Busy' }, { 'retry-after': '7' });
        else answer(response, 202, { rejected: [] });
      });
    });
    expect(await sender.send(readings)).toEqual([]);
    expect(clock.slept).toEqual([7_000, 7_000]);
    expect(new Set(bodies).size).toBe(1);
    expect(notes[0]).toContain(`${status} Busy; trying again in 7 s`);
  });

  it('sends again with growing waits after a connection breaks', async () => {
    let requests = 0;
    const { sender, clock } = await start((request, response) => {
      requests += 1;
      if (requests < 4) request.socket.destroy();
      else answer(response, 202, { rejected: [] });
    });
    expect(await sender.send(readings)).toEqual([]);
    expect(clock.slept).toHaveLength(3);
    expect(clock.slept[2]).toBeGreaterThan(clock.slept[0] ?? Infinity);
    expect(notes[0]).toMatch(/cannot be reached: connection (closed|reset)/);
  });

  it('gives up once it has tried for as long as it may', async () => {
    const { sender } = await start((_request, response) => {
      answer(response, 503, { title: 'Busy' }, { 'retry-after': '40' });
    });
    await expect(sender.send(readings)).rejects.toThrow(/^Gave up after 1 min 0 s of trying: .*503 Busy\.$/);
  });

  it.each([401, 403, 422, 413, 500])('stops at %d with what the server says', async (status) => {
    let requests = 0;
    const { sender } = await start((_request, response) => {
      requests += 1;
      const errors = [{ pointer: '/0/ts', code: 'x', message: 'must be a time' }];
      answer(response, status, { title: 'No', detail: 'Not so.', errors });
    });
    await expect(sender.send(readings)).rejects.toThrow(
      `refused the readings: ${status} No: Not so.\n  /0/ts must be a time`,
    );
    expect(requests).toBe(1);
  });

  it('ends a request that is under way when it is interrupted', async () => {
    const interruption = new AbortController();
    const { sender } = await start(
      () => {
        interruption.abort();
      },
      { signal: interruption.signal },
    );
    await expect(sender.send(readings)).rejects.toMatchObject({ name: 'AbortError' });
  });
});
