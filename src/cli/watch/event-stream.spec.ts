import type { IncomingMessage, ServerResponse } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { FakeClock } from '../client/fake-clock.fixture.js';
import { answer, startLocalServer, type LocalServer } from '../client/local-server.fixture.js';
import { followEvents } from './event-stream.js';
import type { FollowOptions } from './follow-options.js';

type Script = (response: ServerResponse, request: IncomingMessage) => void;

function stream(response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'text/event-stream' });
}

function hello(response: ServerResponse, cursor: string): void {
  response.write(`id: ${cursor}\nevent: hello\ndata: {"cursor":"${cursor}"}\n\n`);
}

function send(response: ServerResponse, cursor: string): void {
  const event = { id: `evt_${cursor}`, cursor, type: 'TwinUpdated', ts: '2026-11-20T05:00:00.000Z' };
  response.write(`id: ${cursor}\nevent: TwinUpdated\ndata: ${JSON.stringify(event)}\n\n`);
}

describe('followEvents', () => {
  let server: LocalServer;
  let requests: IncomingMessage[];
  let scripts: Script[];
  let clock: FakeClock;
  let log: string[];

  beforeEach(async () => {
    [requests, scripts, log, clock] = [[], [], [], new FakeClock()];
    server = await startLocalServer((request, response) => {
      requests.push(request);
      scripts.shift()?.(response, request);
    });
  });

  afterEach(() => server.close());

  /** Takes so many events and lets go. */
  async function take(count: number, options: Partial<FollowOptions> = {}): Promise<string[]> {
    const cursors: string[] = [];
    const events = followEvents(
      {
        url: server.url,
        onConnected: (cursor, again) => log.push(`connected${again ? ' again' : ''} after ${cursor ?? '?'}`),
        onLost: (reason) => log.push(`lost: ${reason}`),
        ...options,
      },
      clock,
    );
    for await (const event of events) {
      if (cursors.push(event.cursor) === count) break;
    }
    return cursors;
  }

  it('asks for what the options say', async () => {
    scripts.push((response) => {
      stream(response);
      hello(response, 'c5');
      send(response, 'c6');
    });
    const options = { token: 'secret', since: 'c5', twin: 'line_3', types: ['TwinUpdated', 'DecisionMade'] };
    expect(await take(1, options)).toEqual(['c6']);
    const url = new URL(requests[0]?.url ?? '', server.url);
    expect(url.pathname).toBe('/subscribe');
    expect(Object.fromEntries(url.searchParams)).toEqual({
      since: 'c5',
      twin_id: 'line_3',
      types: 'TwinUpdated,DecisionMade',
    });
    expect(requests[0]?.headers).toMatchObject({ authorization: 'Bearer secret', accept: 'text/event-stream' });
    expect(log).toEqual(['connected after c5']);
  });

  it('goes on behind the last event after a drop, and says so', async () => {
    scripts.push(
      (response) => {
        stream(response);
        hello(response, 'c0');
        send(response, 'c1');
        send(response, 'c2');
        response.end();
      },
      (response) => {
        stream(response);
        hello(response, 'c2');
        send(response, 'c3');
      },
    );
    expect(await take(3, { since: 'c0' })).toEqual(['c1', 'c2', 'c3']);
    expect(requests[1]?.headers['last-event-id']).toBe('c2');
    expect(requests[1]?.url).toBe('/subscribe');
    expect(log).toEqual(['connected after c0', 'lost: the server ended the stream', 'connected again after c2']);
  });

  it('loses nothing when the connection breaks before the first event', async () => {
    scripts.push(
      (response) => {
        stream(response);
        hello(response, 'c41');
        setTimeout(() => response.destroy(), 20);
      },
      (response) => {
        stream(response);
        send(response, 'c42');
      },
    );
    expect(await take(1)).toEqual(['c42']);
    expect(requests[1]?.headers['last-event-id']).toBe('c41');
    expect(log[1]).toMatch(/^lost: connection (closed|reset)$/);
  });

  it('does not take half an event that a break cut off', async () => {
    scripts.push(
      (response) => {
        stream(response);
        send(response, 'c1');
        response.write('id: c2\nevent: TwinUpdated\ndata: {"cursor":"c2"');
        setTimeout(() => response.destroy(), 20);
      },
      (response) => {
        stream(response);
        send(response, 'c2');
      },
    );
    expect(await take(2)).toEqual(['c1', 'c2']);
    expect(requests[1]?.headers['last-event-id']).toBe('c1');
  });

  it('waits as long as the server asks for', async () => {
    scripts.push(
      (response) => {
        answer(response, 503, { title: 'Starting' }, { 'retry-after': '9' });
      },
      (response) => {
        stream(response);
        response.write('retry: 12000\n\n');
        hello(response, 'c0');
        response.end();
      },
      (response) => {
        stream(response);
        send(response, 'c1');
      },
    );
    expect(await take(1)).toEqual(['c1']);
    expect(clock.slept).toEqual([9_000, 12_000]);
    expect(log[0]).toBe('lost: the server answered 503 Starting');
  });

  it('waits longer and longer for a server that greets and hangs up', async () => {
    const greet: Script = (response) => {
      stream(response);
      hello(response, 'c0');
      response.end();
    };
    scripts.push(greet, greet, greet, greet, (response) => {
      stream(response);
      send(response, 'c1');
    });
    await take(1);
    expect(clock.slept[3]).toBeGreaterThan((clock.slept[0] ?? Infinity) * 2);
  });

  it('asks for a fresh token at each connection', async () => {
    const tokens = ['first', 'second'];
    scripts.push(
      (response) => response.destroy(),
      (response) => {
        stream(response);
        send(response, 'c1');
      },
    );
    await take(1, { token: () => Promise.resolve(tokens.shift()) });
    expect(requests.map(({ headers }) => headers.authorization)).toEqual(['Bearer first', 'Bearer second']);
  });

  it.each([
    [401, { title: 'Unauthorized' }, 'A valid token is needed: 401 Unauthorized'],
    [403, { title: 'Forbidden' }, 'The server refused the subscription: 403 Forbidden'],
    [409, { title: 'Cursor ahead', detail: 'Not yet.' }, '409 Cursor ahead: Not yet.'],
    [410, { title: 'Cursor expired', oldest_cursor: 'c900' }, /The cursor has expired.* --since c900\.$/],
  ])('stops at %d', async (status, problem, message) => {
    scripts.push((response) => {
      answer(response, status, problem);
    });
    await expect(take(1, { since: 'c1' })).rejects.toThrow(message);
    expect(requests).toHaveLength(1);
  });

  it('stops at a server that is something else', async () => {
    scripts.push((response) => {
      response.writeHead(200, { 'content-type': 'text/html' }).end('<html>');
    });
    await expect(take(1)).rejects.toThrow('does not speak like OpsTwin: it answered with text/html');
  });

  it('ends without an error when it is told to, and lets go of the connection', async () => {
    const interruption = new AbortController();
    const closed = new Promise((resolve) =>
      scripts.push((response) => {
        stream(response);
        hello(response, 'c0');
        response.on('close', resolve);
        setTimeout(() => {
          interruption.abort();
        }, 20);
      }),
    );
    expect(await take(1, { signal: interruption.signal })).toEqual([]);
    await closed;
  });

  it('lets go of the connection when its taker has had enough', async () => {
    const closed = new Promise((resolve) =>
      scripts.push((response) => {
        stream(response);
        send(response, 'c1');
        response.on('close', resolve);
      }),
    );
    await take(1);
    await closed;
  });
});
