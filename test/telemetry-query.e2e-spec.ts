import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { request } from './harness/http-client.js';
import { OpsTwinProcess } from './harness/opstwin-process.js';
import { waitFor } from './harness/wait-for.js';

interface Bucket {
  readonly ts: string;
  readonly value: number | null;
  readonly count: number;
}

interface Aggregate {
  readonly buckets: Bucket[];
  readonly series: { asset_id: string; metric: string; buckets: Bucket[] }[];
  readonly errors: { pointer: string; code: string }[];
}

interface Row {
  readonly ts: string;
  readonly asset_id: string;
  readonly metric: string;
  readonly value: number;
}

interface Page {
  readonly items: Row[];
  readonly next_page_token: string | null;
  readonly errors: { pointer: string; code: string }[];
}

const START = Date.UTC(2026, 2, 1);
const MINUTE = 60_000;
const DAY = 86_400_000;

let first: OpsTwinProcess;
/** The first one, or the one that went on with its data under other settings. */
let server: OpsTwinProcess;
let viewer: string;
let database: pg.Client;

beforeAll(async () => {
  first = await OpsTwinProcess.start();
  server = first;
  viewer = server.token('viewer');
  await connect();
});

afterAll(async () => {
  await database.end();
  await server.terminate();
  await first.stop();
});

async function connect(): Promise<void> {
  database = new pg.Client({ connectionString: await server.databaseUrl() });
  database.on('error', () => undefined);
  await database.connect();
}

function iso(at: number): string {
  return new Date(at).toISOString();
}

async function ingest(
  twin: string,
  readings: readonly { at: number; metrics: object; asset?: string }[],
): Promise<void> {
  for (let i = 0; i < readings.length; i += 5000) {
    const body = readings.slice(i, i + 5000).map(({ at, metrics, asset = 'tool' }) => ({
      twin_id: twin,
      asset_id: asset,
      ts: iso(at),
      metrics,
    }));
    const answer = await server.post('/telemetry/ingest', body, server.token('executor'));
    expect([answer.status, answer.body.accepted]).toEqual([202, body.length]);
  }
}

function aggregate(parameters: string, token = viewer) {
  return server.get<Aggregate>(`/telemetry/aggregate?${parameters}`, token);
}

function query(parameters: string, headers: Record<string, string> = {}) {
  return server.get<Page>(`/telemetry/query?${parameters}`, viewer, headers);
}

async function settled(): Promise<void> {
  await waitFor('the rollups', async () => {
    const { rows } = await database.query('SELECT FROM rollup_dirty LIMIT 1');
    return rows.length === 0;
  });
}

const range = (from: number, until: number): string => `start=${iso(from)}&end=${iso(until)}`;

describe('aggregates', () => {
  beforeAll(async () => {
    const readings = Array.from({ length: 2880 }, (_, i) => ({
      at: START + i * MINUTE,
      metrics: { level: i % 100, ...(i % 2 ? { flow: -i } : {}) },
    }));
    await ingest('plant', readings);
    await ingest('plant', [{ at: START, metrics: { level: 7 }, asset: 'pump' }]);
  });

  const level = 'twin_id=plant&asset_id=tool&metric=level';

  it.each([
    ['avg', 24.5],
    ['min', 0],
    ['max', 99],
    ['sum', 60 * 24 * 49.5 - 1800],
    ['count', 1440],
    ['first', 0],
    ['last', 39],
    ['p50', 48],
  ])('answers %s of a day, the same before and after it is rolled up', async (name, expected) => {
    const ask = async () => (await aggregate(`${level}&window=1d&function=${name}&${range(START, START + DAY)}`)).body;
    const before = await ask();
    expect(before.buckets.map(({ ts, count }) => [ts, count])).toEqual([[iso(START), 1440]]);
    const values = Array.from({ length: 1440 }, (_, i) => i % 100);
    const sum = values.reduce((total, value) => total + value, 0);
    const exact = name === 'avg' ? sum / 1440 : name === 'sum' ? sum : expected;
    await settled();
    for (const { buckets } of [before, await ask()])
      expect(Math.abs((buckets[0]?.value ?? NaN) - exact)).toBeLessThanOrEqual(name === 'p50' ? 0.5 : 1e-9);
  });

  it('reads no samples for a day that is rolled up', async () => {
    await settled();
    const { rows } = await database.query<{ days: number; hours: number; minutes: number }>(
      `SELECT (SELECT count(*)::int FROM rollup_1d) AS days, (SELECT count(*)::int FROM rollup_1h) AS hours,
         (SELECT count(*)::int FROM rollup_1m) AS minutes`,
    );
    expect(rows).toEqual([{ days: 5, hours: 97, minutes: 4321 }]);
  });

  it('counts late data at once, and again when it is rolled up anew', async () => {
    await ingest('late', [{ at: START + 500, metrics: { a: 1 } }]);
    await settled();
    const ask = async () =>
      (await aggregate(`twin_id=late&asset_id=tool&metric=a&window=1h&function=sum&${range(START, START + DAY)}`)).body
        .buckets;
    expect(await ask()).toEqual([{ ts: iso(START), value: 1, count: 1 }]);
    await ingest('late', [
      { at: START + 500, metrics: { a: 50 } },
      { at: START + 700, metrics: { a: 2 } },
    ]);
    expect(await ask()).toEqual([{ ts: iso(START), value: 3, count: 2 }]);
    await settled();
    expect(await ask()).toEqual([{ ts: iso(START), value: 3, count: 2 }]);
  });

  it('answers several metrics and assets in one call, by series', async () => {
    const day = `window=1d&function=count&${range(START, START + DAY)}`;
    const named = await aggregate(`twin_id=plant&asset_id=tool,pump&metric=level&metric=flow&${day}`);
    const all = await aggregate(`twin_id=plant&${day}`);
    expect(all.body).toEqual(named.body);
    expect(all.body.series.map((one) => [one.asset_id, one.metric, one.buckets[0]?.value])).toEqual([
      ['pump', 'level', 1],
      ['tool', 'flow', 720],
      ['tool', 'level', 1440],
    ]);
  });

  it('fills gaps as it is told', async () => {
    await ingest('gaps', [
      { at: START + MINUTE, metrics: { a: 10 } },
      { at: START + 4 * MINUTE, metrics: { a: 40 } },
    ]);
    const values = async (fill: string, name = 'avg') => {
      const asked = `twin_id=gaps&asset_id=tool&metric=a&function=${name}&fill=${fill}&${range(START, START + 6 * MINUTE)}`;
      return (await aggregate(asked)).body.buckets.map(({ value }) => value);
    };
    expect(await values('none')).toEqual([10, 40]);
    expect(await values('null')).toEqual([null, 10, null, null, 40, null]);
    expect(await values('previous')).toEqual([null, 10, 10, 10, 40, 40]);
    expect(await values('linear')).toEqual([null, 10, 20, 30, 40, null]);
    expect(await values('null', 'count')).toEqual([0, 1, 0, 0, 1, 0]);
  });

  it('stays on its feet at the ends of what a number can be', async () => {
    const metrics = [1.7e308, 1.7e308, -1.7e308, 5e-324, 5e-324, 1e-200, 0].map((a) => ({ a }));
    await ingest(
      'extreme',
      metrics.map((one, i) => ({ at: START + i * 1000, metrics: one })),
    );
    for (const name of ['avg', 'sum', 'stddev', 'p99', 'min', 'max']) {
      const asked = `twin_id=extreme&asset_id=tool&metric=a&window=1h&function=${name}&${range(START, START + DAY)}`;
      const before = await aggregate(asked);
      expect([name, before.status, Number.isFinite(before.body.buckets[0]?.value)]).toEqual([name, 200, true]);
      await settled();
      expect((await aggregate(asked)).body.buckets[0]?.count).toBe(7);
    }
  });

  it('refuses what costs too much, and says what to narrow', async () => {
    const buckets = await aggregate(`${level}&window=1s&${range(START, START + 30 * DAY)}`);
    expect([buckets.status, buckets.body.errors[0]]).toMatchObject([422, { pointer: '?window', code: 'too-costly' }]);
    const always = await aggregate(`${level}&window=1d&start=1900-01-01T00:00:00Z&end=9999-12-31T00:00:00Z`);
    expect([always.status, always.body.buckets.length]).toEqual([200, 2]);
  });

  it('answers 422 for what it does not know, and 404 for what is not there or not to be seen', async () => {
    for (const wrong of [
      'window=0m',
      'window=1y',
      'window=m',
      'function=mode',
      'fill=zero',
      'start=now',
      'metric=',
      'x=1',
    ])
      expect([wrong, (await aggregate(`twin_id=plant&asset_id=tool&${wrong}`)).status]).toEqual([wrong, 422]);
    const pointer = (await aggregate('twin_id=plant&asset_id=tool&window=1y')).body.errors[0]?.pointer;
    expect(pointer).toMatch(/window/);
    for (const none of ['twin_id=nowhere', 'twin_id=plant&asset_id=nothing', 'twin_id=plant&asset_id=tool,nothing'])
      expect([none, (await aggregate(none)).status]).toEqual([none, 404]);
    expect((await aggregate('twin_id=plant', server.token('viewer', { twins: ['x'] }))).status).toBe(404);
    expect((await aggregate('twin_id=plant', server.token('viewer', { tenant: 'other' }))).status).toBe(404);
    expect((await aggregate('twin_id=plant&asset_id=tool&metric=unknown')).body).toEqual({ buckets: [] });
    const injected = encodeURIComponent(`level') OR true --`);
    expect((await aggregate(`twin_id=plant&asset_id=tool&metric=${injected}`)).body).toEqual({ buckets: [] });
  });
});

describe('samples', () => {
  const peak = 3517;

  beforeAll(async () => {
    const readings = Array.from({ length: 10_000 }, (_, i) => ({
      at: START + i * 1000,
      metrics: { wave: i === peak ? 100 : Math.sin(i / 300), 'a "b"': i },
    }));
    await ingest('waves', readings);
    await ingest('waves', [{ at: START, metrics: { wave: 1 }, asset: 'other' }]);
  });

  it('come as CSV, all of the range, in the order of series and time', async () => {
    const { text, headers, status } = await query(`twin_id=waves&${range(START, START + 9_999_000)}`, {
      accept: 'text/csv',
    });
    expect([status, headers.get('content-type')]).toEqual([200, 'text/csv; charset=utf-8; header=present']);
    const lines = text.split('\r\n');
    expect(lines).toHaveLength(20_003);
    expect(lines[0]).toBe('ts,asset_id,metric,value,quality');
    expect(lines[1]).toBe(`${iso(START)},other,wave,1,1`);
    expect(lines[2]).toBe(`${iso(START)},tool,"a ""b""",0,1`);
    expect(lines.at(-1)).toBe('');
  });

  it('come as NDJSON, the newest first when that is asked for', async () => {
    const { text } = await query('twin_id=waves&asset_id=tool&metric=wave&order=desc', {
      accept: 'application/x-ndjson',
    });
    const rows = text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Row);
    expect(rows).toHaveLength(10_000);
    expect(rows.map(({ ts }) => ts)).toEqual([...rows.map(({ ts }) => ts)].sort().reverse());
    expect((await query('twin_id=waves&metric=none', { accept: 'text/csv' })).text.split('\r\n')).toHaveLength(2);
    expect((await query('twin_id=none', { accept: 'text/csv' })).status).toBe(404);
  });

  it('let go of the database when a client leaves in the middle', async () => {
    for (let i = 0; i < 8; i++) {
      const controller = new AbortController();
      const response = await fetch(`${server.url}/telemetry/query?twin_id=waves`, {
        headers: { authorization: `Bearer ${viewer}`, accept: 'text/csv' },
        signal: controller.signal,
      });
      await response.body?.getReader().read();
      controller.abort();
    }
    const open = await waitFor('the exports to end', async () => {
      const { status } = await query('twin_id=waves&metric=none', { accept: 'text/csv' });
      const { rows } = await database.query(`SELECT FROM pg_stat_activity WHERE state = 'idle in transaction'`);
      return status === 200 && rows.length === 0;
    });
    expect(open).toBe(true);
  });

  it('are thinned out for a plot, and keep its peaks', async () => {
    const { body } = await query('twin_id=waves&asset_id=tool&metric=wave&max_points=200');
    expect([body.items.length, body.next_page_token]).toEqual([200, null]);
    expect(body.items.map(({ value }) => value)).toContain(100);
    expect([body.items[0]?.ts, body.items.at(-1)?.ts]).toEqual([iso(START), iso(START + 9_999_000)]);
    const two = await query('twin_id=waves&asset_id=tool&max_points=50&order=desc');
    expect(two.body.items).toHaveLength(100);
    expect(two.body.items[0]?.ts).toBe(iso(START + 9_999_000));
    for (const wrong of ['2', '10001', 'x'])
      expect((await query(`twin_id=waves&asset_id=tool&max_points=${wrong}`)).status).toBe(422);
  });

  it('of a whole twin come page by page, each row once', async () => {
    const rows: Row[] = [];
    for (let token: string | null = ''; token !== null;) {
      const { body }: { body: Page } = await query(
        `twin_id=waves&limit=999&end=${iso(START + 2_000_000)}${token === '' ? '' : `&page_token=${token}`}`,
      );
      rows.push(...body.items);
      token = body.next_page_token;
    }
    expect(new Set(rows.map((row) => `${row.asset_id} ${row.metric} ${row.ts}`)).size).toBe(4003);
    expect(rows).toHaveLength(4003);
    const latest = await server.get<Page>('/telemetry/latest?twin_id=waves', viewer);
    expect(latest.body.items.map((row) => [row.asset_id, row.metric, row.value])).toEqual([
      ['other', 'wave', 1],
      ['tool', 'a "b"', 9999],
      ['tool', 'wave', Math.sin(9999 / 300)],
    ]);
    expect((await server.get('/telemetry/latest?twin_id=none', viewer)).status).toBe(404);
  });
});

describe('partitions', () => {
  const months = async (): Promise<string[]> => {
    const { rows } = await database.query<{ name: string }>(
      `SELECT relname AS name FROM pg_inherits JOIN pg_class ON oid = inhrelid
       WHERE inhparent = 'sample'::regclass ORDER BY relname`,
    );
    return rows.map(({ name }) => name);
  };

  it('are made for history when it comes in, and for nothing that is far away', async () => {
    const times = ['1970-01-01', '1999-12-31', '2013-12-02', '2014-02-19', '2049-12-31', '2050-01-01', '2200-12-31'];
    await ingest(
      'history',
      times.map((day) => ({ at: Date.parse(`${day}T12:00:00Z`), metrics: { a: 1 } })),
    );
    const made = await months();
    expect(made).toEqual(expect.arrayContaining(['sample_2013_12', 'sample_2014_02', 'sample_2049_12']));
    expect(made.filter((name) => /199|197|205|220/.test(name))).toEqual(['sample_from_2050']);
    const { body } = await query('twin_id=history&asset_id=tool');
    expect(body.items.map(({ ts }) => ts.slice(0, 10))).toEqual(times);
    await settled();
    const all = await aggregate(
      'twin_id=history&asset_id=tool&metric=a&window=3650d&function=sum&start=1970-01-01T00:00:00Z&end=2201-01-01T00:00:00Z',
    );
    expect(all.body.buckets.reduce((sum, { value }) => sum + (value ?? 0), 0)).toBe(7);
  });

  it('are the only ones that a query with times reads', async () => {
    const { rows } = await database.query<{ 'QUERY PLAN': string }>(
      `EXPLAIN SELECT * FROM sample WHERE series_id = 1 AND ts >= '2014-02-03Z' AND ts < '2014-02-05Z'`,
    );
    const plan = rows.map((row) => row['QUERY PLAN']).join('\n');
    expect(plan.match(/sample_\d{4}_\d\d\b/g)).toEqual(expect.arrayContaining(['sample_2014_02']));
    expect(plan).not.toMatch(/sample_2014_0[^2]|sample_2013/);
  });

  it('are as many as there are months from 2000 to 2049 at most, however hostile the times are', async () => {
    const before = Date.now();
    const hostile = Array.from({ length: 2772 }, (_, i) => ({
      at: Date.UTC(1970, i, 15),
      metrics: { a: i },
    }));
    await ingest('hostile', hostile);
    expect(await months()).toHaveLength(602);
    expect(Date.now() - before).toBeLessThan(60_000);
    const { body } = await query('twin_id=hostile&asset_id=tool&limit=5');
    expect(body.items.map(({ value }) => value)).toEqual([0, 1, 2, 3, 4]);
  });

  it('are dropped by retention with their rollups, and made again by what comes late', async () => {
    await settled();
    await server.terminate();
    const days = Math.floor((Date.now() - Date.UTC(2020, 0, 1)) / DAY);
    await restartWith({ OPSTWIN_SAMPLE_RETENTION_DAYS: String(days) });
    await waitFor('the old months to be dropped', async () => {
      const left = await months();
      return !left.includes('sample_2019_12') && left.includes('sample_before_2000');
    });
    const kept = await query('twin_id=hostile&asset_id=tool&limit=2');
    expect(kept.body.items.map(({ ts }) => ts.slice(0, 7))).toEqual(['2020-01', '2020-02']);
    const { rows } = await database.query<{ old: number }>(
      `SELECT (SELECT count(*) FROM rollup_1d WHERE ts < '2020-01-01Z')::int
         + (SELECT count(*) FROM rollup_1h WHERE ts < '2020-01-01Z')::int
         + (SELECT count(*) FROM rollup_1m WHERE ts < '2020-01-01Z')::int AS old`,
    );
    expect(rows[0]?.old).toBe(0);
    const latest = await server.get<Page>('/telemetry/latest?twin_id=history', viewer);
    expect(latest.body.items.map(({ ts }) => ts)).toEqual(['2200-12-31T12:00:00.000Z']);
    await ingest('again', [{ at: Date.parse('2019-06-01T00:00:00Z'), metrics: { a: 1 } }]);
    expect((await query('twin_id=again&asset_id=tool')).body.items).toHaveLength(1);
  });

  it('take samples for a month that another process has just dropped', async () => {
    await database.query('DROP TABLE sample_2049_12, rollup_1m_2049_12');
    await ingest('again', [{ at: Date.parse('2049-12-05T00:00:00Z'), metrics: { a: 1 } }]);
    await ingest('again', [{ at: Date.parse('2049-12-06T00:00:00Z'), metrics: { a: 1 } }]);
    expect(await months()).toContain('sample_2049_12');
  });

  async function restartWith(settings: Record<string, string>): Promise<void> {
    await database.end();
    server = await server.sibling(settings);
    await connect();
  }
});

describe('TimescaleDB', () => {
  it('holds the samples where the server has it', async () => {
    const { rows } = await database.query<{ there: boolean }>('SELECT has_timescaledb() AS there');
    if (rows[0]?.there !== true) {
      console.warn('SKIPPED: this PostgreSQL has no TimescaleDB 2, so its hypertables were not exercised.');
      const plain = await database.query<{ kind: string }>(
        `SELECT relkind AS kind FROM pg_class WHERE relname = 'sample'`,
      );
      expect(plain.rows).toEqual([{ kind: 'p' }]);
      return;
    }
    const tables = await database.query<{ name: string; compressed: boolean }>(
      `SELECT hypertable_name AS name, compression_enabled AS compressed FROM timescaledb_information.hypertables
       ORDER BY hypertable_name`,
    );
    expect(tables.rows).toEqual([
      { name: 'rollup_1m', compressed: true },
      { name: 'sample', compressed: true },
    ]);
    expect((await request(`${server.url}/health/ready`, 'GET')).status).toBe(200);
  });
});
