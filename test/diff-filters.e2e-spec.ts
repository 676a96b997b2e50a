import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { NewEvent } from '../src/platform/event-log/event.js';
import { LogWriter, testEvent } from './harness/log-writer.js';
import { OpsTwinProcess } from './harness/opstwin-process.js';
import { Random } from './harness/random.js';
import { START, type DiffPage, type WireEvent } from './harness/wire-log.js';

const SEED = Number(process.env.TEST_SEED ?? Date.now() % 100_000);
/** More than is in memory, and more than one request looks at. */
const EVENTS = 26_000;
const WINDOW = 20_000;
const REQUESTS = 250;

const TYPES = ['TelemetryAppended', 'TwinUpdated', 'AnomalyDetected', 'PolicyPublished'];
const TWINS = ['line_1', 'lineX1', 'line.1', 'LINE_1', 'oven_1', 'oven_10', 'rare'];
const SCOPES: (string[] | undefined)[] = [undefined, ['line_*'], ['line_?', 'oven_1'], ['*_1'], ['none'], []];

describe(`/diff through any filter, from anywhere (seed ${SEED})`, () => {
  const random = new Random(SEED);
  let server: OpsTwinProcess;
  let writer: LogWriter;
  let all: WireEvent[];

  beforeAll(async () => {
    server = await OpsTwinProcess.start({ OPSTWIN_ROLES: 'api' });
    writer = await LogWriter.connect(await server.databaseUrl());
    for (let i = 0; i < EVENTS; i += 2000) await writer.append(Array.from({ length: 2000 }, anyEvent));
    all = await everything();
    expect(all.length).toBeGreaterThanOrEqual(EVENTS);
  });

  afterAll(async () => {
    await writer.close();
    await server.stop();
  });

  function anyEvent(): NewEvent {
    const type = random.chance(0.9) ? 'TelemetryAppended' : random.one(TYPES);
    const twin = random.chance(0.001) ? 'rare' : random.one(TWINS.slice(0, -1));
    return testEvent(type, type === 'PolicyPublished' ? null : twin);
  }

  async function page(query: string, twins?: string[]): Promise<DiffPage> {
    const { status, body, text } = await server.get<DiffPage>(
      `/diff${query}`,
      server.token('viewer', twins ? { twins } : {}),
    );
    expect([status, status === 200 ? '' : text]).toEqual([200, '']);
    return body;
  }

  async function everything(): Promise<WireEvent[]> {
    const events: WireEvent[] = [];
    for (let since = START; ;) {
      const { body } = await server.get<DiffPage>(`/diff?limit=5000&since=${since}`, server.token('viewer'));
      events.push(...body.events);
      if (!body.has_more) return events;
      since = body.next_cursor;
    }
  }

  function cursorAt(position: number): string {
    return String(position).padStart(16, '0');
  }

  it('gives just the events that pass, and a cursor and a hash that go on from where it looked', async () => {
    for (let i = 0; i < REQUESTS; i++) {
      const since = random.chance(0.3) ? all.length - random.whole(5000) : random.whole(all.length + 1);
      const limit = random.one([1, 10, 100, 5000]);
      const types = random.chance(0.6) ? TYPES.filter(() => random.chance(0.5)) : [];
      const scope = random.one(SCOPES);
      const twin = scope === undefined && random.chance(0.4) ? random.one(TWINS) : undefined;
      const query =
        `?since=${cursorAt(since)}&limit=${limit}` +
        (types.length > 0 ? `&types=${types.join(',')}` : '') +
        (twin === undefined ? '' : `&twin_id=${twin}`);

      const window = all.slice(since, since + WINDOW);
      const passing = window.filter(
        (event) => (types.length === 0 || types.includes(event.type)) && seen(event.twin_id, twin, scope),
      );
      const events = passing.slice(0, limit);
      const until = (passing.length >= limit ? events.at(-1) : window.at(-1)) ?? all[since - 1];
      const got = await page(query, scope);
      expect({ query, scope, cursors: got.events.map(({ cursor }) => cursor) }).toEqual({
        query,
        scope,
        cursors: events.map(({ cursor }) => cursor),
      });
      expect(got).toMatchObject({
        since: cursorAt(since),
        next_cursor: until?.cursor ?? START,
        head: all.at(-1)?.cursor,
        hash: until?.hash,
        has_more: until !== all.at(-1),
      });
    }
  });

  it('is answered with 410 from where events are no longer kept, whatever the filter', async () => {
    await writer.rows('DELETE FROM event_log WHERE tenant = $1 AND position <= 1000', ['default']);
    for (const query of ['', '&types=AnomalyDetected', '&twin_id=rare']) {
      const { status, body, headers } = await server.get(
        `/diff?since=${cursorAt(999)}${query}`,
        server.token('viewer'),
      );
      expect([status, body.type, body.oldest_cursor]).toEqual([410, '/problems/cursor-expired', cursorAt(1000)]);
      expect(body.links).toEqual({ snapshot: '/snapshot' });
      expect(headers.get('link')).toBe('</snapshot>; rel="related"');
      expect((await page(`?since=${cursorAt(1000)}${query}`)).since).toBe(cursorAt(1000));
    }
  });
});

/** What a twin filter and a credential's globs mean, said another way than the server does. */
function seen(twinId: string | null, asked: string | undefined, scope: string[] | undefined): boolean {
  if (asked !== undefined) return twinId === asked;
  if (twinId === null || scope === undefined) return true;
  return scope.some((glob) => {
    const [start = '', end = ''] = glob.split('*');
    if (glob.includes('*')) return twinId.startsWith(start) && twinId.endsWith(end);
    return glob.endsWith('?') ? twinId.length === glob.length && twinId.startsWith(glob.slice(0, -1)) : twinId === glob;
  });
}
