import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { chainHash, GENESIS_HASH } from '../src/platform/event-log/hash-chain.js';
import { readSchema } from '../src/platform/schemas/schema-files.js';
import { schemaValidator } from '../src/platform/schemas/schema-validator.js';
import { LogWriter, testEvent } from './harness/log-writer.js';
import { OpsTwinProcess } from './harness/opstwin-process.js';
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

describe('/diff', () => {
  it('gives a usable cursor on an empty log', async () => {
    const { body } = await diff();
    const again = await diff(`?since=${body.next_cursor}`);
    expect(again.body).toMatchObject({ next_cursor: body.next_cursor, has_more: false, events: [] });
  });

  it('gives events as event.v1 describes them, and hashes that the reader can work out', async () => {
    const data = { note: 'ü "quoted" \u2028', values: [1e21, 0.1, -1e-7], nested: { b: 1, a: null } };
    const [id] = await writer.append([testEvent('TwinUpdated', 'line_1', data), testEvent('PolicyPublished', null)]);
    const { text, body, headers } = await diff();
    expect(headers.get('content-type')).toBe('application/json; charset=utf-8');
    const faults = schemaValidator(readSchema('event.v1'));
    for (const event of body.events) expect(faults(event)).toEqual([]);
    expect(body.events.find((event) => event.id === id)).toMatchObject({
      type: 'TwinUpdated',
      twin_id: 'line_1',
      data,
    });

    const bodies = text.slice(text.indexOf('"events":[') + 10, -2).split(/(?<=\}),(?=\{"cursor")/);
    let hash = GENESIS_HASH;
    for (const [i, event] of bodies.entries()) {
      hash = chainHash(hash, i + 1, event.replace(/^\{"cursor":"\d+","hash":"\w+",/, '{'));
      expect(hash).toBe(body.events[i]?.hash);
    }
    expect(body.hash).toBe(hash);
  });

  it('pages by limit, and says whether there is more', async () => {
    const since = await head();
    const ids = await writer.append([testEvent(), testEvent(), testEvent()]);
    const first = await diff(`?since=${since}&limit=2`);
    expect(first.body).toMatchObject({ since, has_more: true });
    const second = await diff(`?since=${first.body.next_cursor}&limit=2`);
    expect(second.body).toMatchObject({ has_more: false, next_cursor: second.body.head });
    expect([...first.body.events, ...second.body.events].map(({ id }) => id)).toEqual(ids);
  });

  it('filters by twin and types, and its cursor moves past what the filter kept back', async () => {
    const since = await head();
    const ids = await writer.append([
      testEvent('TwinUpdated', 'oven_1'),
      testEvent('TelemetryAppended', 'oven_1'),
      testEvent('TelemetryAppended', 'line_1'),
    ]);
    const twin = await diff(`?since=${since}&twin_id=oven_1`);
    expect(twin.body.events.map(({ id }) => id)).toEqual(ids.slice(0, 2));
    const types = await diff(`?since=${since}&types=TelemetryAppended,ActionFailed&twin_id=oven_1`);
    expect(types.body.events.map(({ id }) => id)).toEqual([ids[1]]);
    const none = await diff(`?since=${since}&types=ActionFailed`);
    expect(none.body).toMatchObject({ events: [], has_more: false, next_cursor: none.body.head });
  });

  it('keeps a limited credential to its twins, and shows it what concerns the tenant', async () => {
    const since = await head();
    const ids = await writer.append([
      testEvent('TwinUpdated', 'oven_1'),
      testEvent('TwinUpdated', 'line_7'),
      testEvent('PolicyPublished', null),
    ]);
    const limited = server.token('viewer', { twins: ['line_*'] });
    expect((await diff(`?since=${since}`, limited)).body.events.map(({ id }) => id)).toEqual(ids.slice(1));
    expect((await diff('?twin_id=oven_1', limited)).status).toBe(403);
  });

  it('looks at a bounded number of events, and then says where to go on', async () => {
    const since = await head();
    for (let i = 0; i < 5; i++) await writer.append(Array.from({ length: 4500 }, () => testEvent()));
    const [id] = await writer.append([testEvent('AnalysisRequested')]);
    const first = await diff(`?since=${since}&types=AnalysisRequested`);
    expect(first.body).toMatchObject({ events: [], has_more: true });
    expect(Number(first.body.next_cursor) - Number(since)).toBe(20_000);
    const second = await diff(`?since=${first.body.next_cursor}&types=AnalysisRequested`);
    expect(second.body.events.map((event) => event.id)).toEqual([id]);
    const most = await diff(`?since=${since}&limit=5000`);
    expect(most.body.events).toHaveLength(5000);
  });

  it('waits for the next event that passes, and no longer', async () => {
    const since = await head();
    const waiting = diff(`?since=${since}&types=AnalysisRequested&wait=20`);
    await sleep(100);
    await writer.append([testEvent('TwinUpdated')]);
    await sleep(100);
    let id: string | undefined;
    const took = await millisecondsOf(async () => {
      [id] = await writer.append([testEvent('AnalysisRequested')]);
      expect((await waiting).body.events.map((event) => event.id)).toEqual([id]);
    });
    expect(took).toBeLessThan(2000);
    expect((await waiting).body).toMatchObject({ since, has_more: false });
  });

  it('ends a wait in vain with a cursor that goes on', async () => {
    const since = await head();
    const took = await millisecondsOf(async () => {
      expect((await diff(`?since=${since}&wait=0.3`)).body).toMatchObject({ events: [], next_cursor: since });
    });
    expect(took).toBeGreaterThan(290);
    expect(took).toBeLessThan(3000);
  });

  it.each([
    ['?limit=0', '/limit'],
    ['?limit=5001', '/limit'],
    ['?wait=31', '/wait'],
    ['?types=TwinCreated,Nonsense', '/types'],
    ['?twin_id=%00', '/twin_id'],
    ['?unknown=1', '/unknown'],
  ])('refuses %s', async (query, pointer) => {
    const { status, body } = await server.get<{ errors: { pointer: string }[] }>(`/diff${query}`, token);
    expect(status).toBe(422);
    expect(body.errors.map((fault) => fault.pointer)).toContain(pointer);
  });
});

describe.each(['/diff', '/subscribe'])('a cursor on %s', (path) => {
  it('is refused before anything else is said when it is malformed or ahead of the log', async () => {
    for (const cursor of ['x', '12', '', '00000000000000-1']) {
      const { status, body } = await server.get(`${path}?since=${cursor}`, token);
      expect([status, body.type]).toEqual([400, '/problems/invalid-cursor']);
    }
    const { status, body } = await server.get(`${path}?since=0009000000000000`, token);
    expect([status, body.type]).toEqual([409, '/problems/cursor-ahead']);
  });

  it('needs a credential', async () => {
    const { status, headers } = await server.get(path);
    expect([status, headers.get('www-authenticate')]).toEqual([401, expect.stringContaining('Bearer')]);
  });
});

describe('what is no longer kept', () => {
  it('is answered with 410 and the oldest cursor, and a reader without a cursor begins there', async () => {
    const kept = Number(await head()) - 10;
    await writer.rows(`DELETE FROM event_log WHERE tenant = 'default' AND position <= $1`, [kept]);
    const oldest = String(kept).padStart(16, '0');
    for (const path of ['/diff', '/subscribe']) {
      const { status, body } = await server.get(`${path}?since=${START}`, token);
      expect([status, body.type, body.oldest_cursor]).toEqual([410, '/problems/cursor-expired', oldest]);
    }
    expect((await diff(`?since=${oldest}`)).body.events).toHaveLength(10);
    const { body } = await diff();
    expect([body.since, body.events.length]).toEqual([oldest, 10]);
  });
});
