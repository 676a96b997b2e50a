import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { OpsTwinProcess } from './harness/opstwin-process.js';
import { SERVICES } from './harness/services.js';
import { waitFor } from './harness/wait-for.js';

interface Accepted {
  readonly event_id: string;
  readonly status: string;
  readonly cursor: string;
  readonly accepted: number;
  readonly rejected: { index: number; errors: { pointer: string; code: string }[] }[];
}

interface Problem {
  readonly type: string;
  readonly errors: { pointer: string; code: string }[];
}

interface Row {
  readonly ts: string;
  readonly asset_id: string;
  readonly metric: string;
  readonly value: number;
  readonly quality: number;
}

interface Page<Item> {
  readonly items: Item[];
  readonly next_page_token: string | null;
}

interface Anomaly {
  readonly anomaly_id: string;
  readonly severity: string;
  readonly status: string;
  readonly opened_at: string;
  readonly acknowledged_by: string | null;
  readonly cleared_at: string | null;
}

interface EventData {
  readonly samples?: number;
  readonly severity?: string;
  readonly anomaly_id?: string;
}

const START = Date.UTC(2026, 10, 20);

function reading(twin: string, at: number, metrics: Record<string, unknown>, asset = 'tool'): Record<string, unknown> {
  return { twin_id: twin, asset_id: asset, ts: new Date(at).toISOString(), metrics };
}

describe('telemetry', () => {
  let server: OpsTwinProcess;
  let gateway: string;
  let viewer: string;
  let database: pg.Client;

  beforeAll(async () => {
    server = await OpsTwinProcess.start();
    gateway = server.token('executor');
    viewer = server.token('viewer');
    database = await openDatabase();
  });

  afterAll(async () => {
    await database.end();
    await server.stop();
  });

  async function openDatabase(): Promise<pg.Client> {
    const client = new pg.Client({ connectionString: await server.databaseUrl() });
    // The embedded server ends with the process that a test kills.
    client.on('error', () => undefined);
    await client.connect();
    return client;
  }

  function ingest(body: unknown, token: string | undefined = gateway, headers: Record<string, string> = {}) {
    return server.post<Accepted & Problem>('/telemetry/ingest', body, token, headers);
  }

  async function query(parameters: string): Promise<Page<Row>> {
    const { status, body } = await server.get<Page<Row>>(`/telemetry/query?${parameters}`, viewer);
    expect(status).toBe(200);
    return body;
  }

  async function events(twin: string): Promise<{ type: string; actor: string; data: EventData }[]> {
    const { rows } = await database.query<{ body: string }>(
      'SELECT body FROM event_log WHERE twin_id = $1 ORDER BY position',
      [twin],
    );
    return rows.map((row) => JSON.parse(row.body) as { type: string; actor: string; data: EventData });
  }

  describe('ingest', () => {
    it('stores one reading, and tells of it in the log before it answers', async () => {
      const answer = await ingest({ ...reading('one', START, { temperature: 85.25, pressure: -1e-9 }), quality: 0.9 });
      expect(answer.status).toBe(202);
      expect(answer.body.status).toBe('accepted');
      expect(answer.body.event_id).toMatch(/^tel_[0-9A-Z]{26}$/);
      const { items } = await query('twin_id=one&asset_id=tool');
      expect(items).toEqual([
        { ts: '2026-11-20T00:00:00.000Z', asset_id: 'tool', metric: 'pressure', value: -1e-9, quality: 0.9 },
        { ts: '2026-11-20T00:00:00.000Z', asset_id: 'tool', metric: 'temperature', value: 85.25, quality: 0.9 },
      ]);
      const told = await events('one');
      expect(told.map((event) => event.type)).toEqual(['TwinCreated', 'TelemetryAppended']);
      expect(told[1]).toMatchObject({
        actor: 'executor',
        data: { samples: 2, assets: ['tool'], metrics: ['pressure', 'temperature'], start: '2026-11-20T00:00:00.000Z' },
      });
    });

    it('gives back the sender’s event id, and takes the time of arrival when there is none', async () => {
      const before = Date.now();
      const body = { twin_id: 'now', asset_id: 'tool', metrics: { a: 1 }, event_id: 'mine', tags: { shift: 'night' } };
      expect((await ingest(body)).body.event_id).toBe('mine');
      const { items } = await query('twin_id=now&asset_id=tool');
      expect(Date.parse(items[0]?.ts ?? '')).toBeGreaterThanOrEqual(before - 1);
    });

    it('takes an array, and rejects only what is wrong in it', async () => {
      const { status, body } = await ingest([
        reading('mixed', START, { a: 1 }),
        reading('mixed', START, { a: 'hot', b: 2 }),
        { ...reading('mixed', START + 1, { a: 2 }), colour: 'red' },
        reading('mixed', START + 2, { a: 3 }),
        null,
      ]);
      expect(status).toBe(202);
      expect(body).toMatchObject({ status: 'partial', accepted: 2 });
      expect(body.rejected.map(({ index, errors }) => [index, errors[0]?.pointer])).toEqual([
        [1, '/metrics/a'],
        [2, '/colour'],
        [4, ''],
      ]);
      expect((await query('twin_id=mixed&asset_id=tool')).items.map((row) => row.value)).toEqual([1, 3]);
    });

    it('takes NDJSON, and rejects a malformed line at its place', async () => {
      const lines = [reading('lines', START, { a: 1 }), reading('lines', START + 1, { a: 2 })].map((r) =>
        JSON.stringify(r),
      );
      const { status, body } = await ingest(`${lines[0] ?? ''}\r\n{"twin_id":\n\n${lines[1] ?? ''}\n`, gateway, {
        'content-type': 'application/x-ndjson',
      });
      expect(status).toBe(202);
      expect(body).toMatchObject({ accepted: 2, rejected: [{ index: 1, errors: [{ code: 'malformed-json' }] }] });
    });

    it('takes epoch seconds, milliseconds, microseconds and nanoseconds', async () => {
      const times = [START / 1000, START + 1000, (START + 2000) * 1000, (START + 3000) * 1e6];
      const readings = times.map((ts) => ({ twin_id: 'epochs', asset_id: 'tool', ts, metrics: { a: 1 } }));
      expect((await ingest(readings)).body.accepted).toBe(4);
      const { items } = await query('twin_id=epochs&asset_id=tool');
      expect(items.map((row) => Date.parse(row.ts) - START)).toEqual([0, 1000, 2000, 3000]);
    });

    it('answers 422 with every fault when nothing is valid', async () => {
      const one = await ingest({ twin_id: 'bad id', asset_id: 'tool', metrics: { a: '1' }, unit: 'C' });
      expect(one.status).toBe(422);
      expect(one.body.errors.map((fault) => fault.pointer).sort()).toEqual(['/metrics/a', '/twin_id', '/unit']);
      const many = await ingest([{}, reading('x', START, { 'a\0': 1 })]);
      expect(many.status).toBe(422);
      expect(many.body.errors.map((fault) => fault.pointer)).toEqual(
        expect.arrayContaining(['/0/twin_id', '/0/asset_id', '/0/metrics', '/1/metrics']),
      );
      for (const body of [[], 'null', '7', '"text"', {}]) expect((await ingest(body)).status).toBe(422);
    });

    it('answers 400 to what is not JSON, 413 to what is too much', async () => {
      expect((await ingest('{"twin_id":')).status).toBe(400);
      expect((await ingest('x'.repeat(20 * 1024 * 1024))).status).toBe(413);
      const many = Array.from({ length: 10_001 }, () => 0);
      expect((await ingest(many)).status).toBe(413);
      const ndjson = { 'content-type': 'application/x-ndjson' };
      expect((await ingest('x'.repeat(20 * 1024 * 1024), gateway, ndjson)).status).toBe(413);
    });

    it('lets in only who may ingest, and only for the twins of the token', async () => {
      expect((await server.post('/telemetry/ingest', reading('a', START, { a: 1 }))).status).toBe(401);
      expect((await ingest(reading('a', START, { a: 1 }), viewer)).status).toBe(403);
      expect((await ingest(reading('a', START, { a: 1 }), server.token('executor', { lifetime: -1 }))).status).toBe(
        401,
      );
      const scoped = server.token('executor', { twins: ['scoped_*'] });
      expect((await ingest(reading('other', START, { a: 1 }), scoped)).status).toBe(403);
      expect((await ingest([reading('other', START, { a: 1 })], scoped)).status).toBe(403);
      const { status, body } = await ingest(
        [reading('other', START, { a: 1 }), reading('scoped_1', START, { a: 1 })],
        scoped,
      );
      expect([status, body.accepted, body.rejected[0]?.index]).toEqual([202, 1, 0]);
    });

    it('does not fall over a tenant that is not there', async () => {
      const answer = await ingest(reading('a', START, { a: 1 }), server.token('executor', { tenant: 'nobody' }));
      expect(answer.status).toBe(404);
    });

    it('stores the same batch once, and the first value of an instant counts', async () => {
      const batch = Array.from({ length: 500 }, (_, i) => reading('twice', START + i * 1000, { a: i }));
      expect((await ingest(batch)).body.accepted).toBe(500);
      const again = batch.map((one, i) => ({ ...one, metrics: { a: i + 1 } }));
      expect((await ingest([...again, ...again])).body.accepted).toBe(1000);
      const { items } = await query('twin_id=twice&asset_id=tool&limit=1000');
      expect(items.map((row) => row.value)).toEqual(Array.from({ length: 500 }, (_, i) => i));
      expect((await events('twice')).filter((event) => event.type === 'TelemetryAppended')).toHaveLength(1);
      const twin = await server.get<{ reported: unknown }>('/twins/twice/assets/tool', viewer);
      expect(twin.body.reported).toEqual({ a: 499 });
    });

    it('stores part of a batch when another part is there already', async () => {
      await ingest([1, 3, 5].map((i) => reading('gaps', START + i, { a: i })));
      await ingest([5, 4, 3, 2, 1].map((i) => reading('gaps', START + i, { a: -i })));
      const { items } = await query('twin_id=gaps&asset_id=tool');
      expect(items.map((row) => row.value)).toEqual([1, -2, 3, -4, 5]);
      expect((await events('gaps')).map((event) => event.data.samples)).toEqual([undefined, 3, 2]);
    });

    it('takes many requests at once, each of which finds its data stored when it is answered', async () => {
      const answers = await Promise.all(
        Array.from({ length: 200 }, (_, i) => ingest(reading(`busy_${i % 5}`, START + i * 1000, { [`m${i % 3}`]: i }))),
      );
      expect(answers.every(({ status }) => status === 202)).toBe(true);
      const { rows } = await database.query<{ count: number }>(
        `SELECT count(*)::int AS count FROM sample JOIN series ON series.id = sample.series_id WHERE twin_id LIKE 'busy%'`,
      );
      expect(rows[0]?.count).toBe(200);
    });
  });

  describe('query', () => {
    beforeAll(async () => {
      const readings = Array.from({ length: 250 }, (_, i) => reading('pages', START + i * 60_000, { a: i, b: -i }));
      expect((await ingest(readings)).status).toBe(202);
    });

    it('pages through all metrics in both orders, each row once', async () => {
      for (const order of ['asc', 'desc']) {
        const rows: Row[] = [];
        let token: string | null = '';
        while (token !== null) {
          const more: string = token === '' ? '' : `&page_token=${token}`;
          const page: Page<Row> = await query(`twin_id=pages&asset_id=tool&limit=77&order=${order}${more}`);
          rows.push(...page.items);
          token = page.next_page_token;
        }
        expect(new Set(rows.map((row) => `${row.metric} ${row.ts}`)).size).toBe(500);
        const times = rows.map((row) => row.ts);
        expect(times).toEqual(order === 'asc' ? [...times].sort() : [...times].sort().reverse());
      }
    });

    it('limits to a metric and to a time range, both ends included', async () => {
      const end = new Date(START + 120_000).toISOString();
      const { items } = await query(
        `twin_id=pages&asset_id=tool&metric=b&start=2026-11-20T05:30:00%2B05:30&end=${end}`,
      );
      expect(items.map((row) => row.value)).toEqual([-0, -1, -2].map((value) => value + 0));
      expect((await query('twin_id=pages&asset_id=tool&metric=c')).items).toEqual([]);
    });

    it('answers 404 for what is not there, and 422 for what it does not know', async () => {
      const status = async (parameters: string, token = viewer) =>
        (await server.get(`/telemetry/query?${parameters}`, token)).status;
      expect(await status('twin_id=nowhere&asset_id=tool')).toBe(404);
      expect(await status('twin_id=pages&asset_id=nothing')).toBe(404);
      expect(await status('twin_id=pages&asset_id=tool', server.token('viewer', { twins: ['x'] }))).toBe(404);
      for (const wrong of [
        'colour=red',
        'limit=0',
        'limit=1001',
        'order=up',
        'start=yesterday',
        'end=2026-11-20T00:00:00',
        'page_token=x',
      ]) {
        expect(await status(`twin_id=pages&asset_id=tool&${wrong}`)).toBe(422);
      }
      expect(await status('asset_id=tool')).toBe(422);
      const forged = Buffer.from(JSON.stringify([9e15, 1])).toString('base64url');
      expect(await status(`twin_id=pages&asset_id=tool&page_token=${forged}`)).toBe(422);
    });

    it('gives the newest value of each metric', async () => {
      const { body } = await server.get<{ items: Row[] }>('/telemetry/latest?twin_id=pages&asset_id=tool', viewer);
      expect(body.items.map(({ metric, value }) => [metric, value])).toEqual([
        ['a', 249],
        ['b', -249],
      ]);
    });
  });

  describe('anomalies', () => {
    const noise = (i: number): number => 100 + ([0, 1, -1, 1.2, -1.2][i % 5] ?? 0);
    const feed = (values: number[], from: number) =>
      ingest(values.map((value, i) => reading('shaky', START + (from + i) * 1000, { vibration: value })));
    const list = async (filter = '') =>
      (await server.get<Page<Anomaly>>(`/anomalies?twin_id=shaky${filter}`, viewer)).body.items;

    it('opens one, makes it graver, lets it be acknowledged, and clears it', async () => {
      await feed(
        Array.from({ length: 100 }, (_, i) => noise(i)),
        0,
      );
      expect(await list()).toEqual([]);
      await feed([104.5, 104.5, 104.5], 100);
      const [opened] = await list('&status=open');
      expect(opened).toMatchObject({ severity: 'medium', opened_at: new Date(START + 102_000).toISOString() });
      await feed([130], 103);
      expect((await list('&severity=critical&asset_id=tool')).map((one) => one.anomaly_id)).toEqual([
        opened?.anomaly_id,
      ]);

      const path = `/anomalies/${opened?.anomaly_id ?? ''}`;
      expect((await server.post(`${path}/ack`, undefined, viewer)).status).toBe(403);
      const acknowledged = await server.post<Anomaly>(`${path}/ack`, undefined, server.token('supervisor'));
      expect([acknowledged.status, acknowledged.body.status]).toEqual([200, 'acknowledged']);
      expect(acknowledged.body.acknowledged_by).toBe('supervisor');

      await feed(
        Array.from({ length: 12 }, (_, i) => noise(i)),
        104,
      );
      const cleared = await server.get<Anomaly>(path, viewer);
      expect(cleared.body).toMatchObject({ status: 'cleared', cleared_at: new Date(START + 115_000).toISOString() });
      const told = (await events('shaky')).filter((event) => event.type.startsWith('Anomaly'));
      expect(told.map((event) => [event.type, event.data.severity, event.data.anomaly_id])).toEqual([
        ['AnomalyDetected', 'medium', opened?.anomaly_id],
        ['AnomalyDetected', 'critical', opened?.anomaly_id],
        ['AnomalyCleared', undefined, opened?.anomaly_id],
      ]);
    });

    it('judges each sample once, and late ones never', async () => {
      const before = await list();
      await feed([104.5, 104.5, 104.5, 130], 100);
      await ingest(Array.from({ length: 10 }, (_, i) => reading('shaky', START + i * 1000 + 500, { vibration: 1e6 })));
      expect(await list()).toEqual(before);
    });

    it('goes on where it was after a kill', async () => {
      await feed([500, 500], 200);
      await server.kill();
      await server.restart();
      await feed([500], 202);
      const open = await waitFor('the anomaly', async () => (await list('&status=open'))[0]);
      expect(open.opened_at).toBe(new Date(START + 202_000).toISOString());
      database = await openDatabase();
    });

    it('keeps them from who may not see the twin', async () => {
      const [one] = await list();
      const other = server.token('viewer', { twins: ['other'] });
      expect((await server.get(`/anomalies/${one?.anomaly_id ?? ''}`, other)).status).toBe(404);
      expect((await server.get<Page<Anomaly>>('/anomalies', other)).body.items).toEqual([]);
      expect((await server.get('/anomalies/ano_00000000000000000000000000', viewer)).status).toBe(404);
      expect((await server.get('/anomalies?status=unknown', viewer)).status).toBe(422);
    });
  });
});

(SERVICES ? describe : describe.skip)('telemetry of two processes', () => {
  let first: OpsTwinProcess;
  let second: OpsTwinProcess;

  beforeAll(async () => {
    first = await OpsTwinProcess.start();
    second = await first.sibling();
  });

  afterAll(async () => {
    await second.terminate();
    await first.stop();
  });

  it('is stored once and judged once, although both take the same, in any order', async () => {
    const gateway = first.token('executor');
    const rounds = Array.from({ length: 30 }, (_, round) =>
      Array.from({ length: 50 }, (_, i) =>
        reading(`shared_${i % 7}`, START + round * 1000, { [`m${i % 3}`]: i }, `a${i}`),
      ),
    );
    for (const batch of rounds) {
      const answers = await Promise.all(
        [first, second, first, second].map((server, i) =>
          server.post<Accepted>('/telemetry/ingest', i % 2 ? batch : batch.toReversed(), gateway),
        ),
      );
      expect(answers.map(({ status, body }) => [status, body.accepted])).toEqual(new Array(4).fill([202, 50]));
    }
    const database = new pg.Client({ connectionString: await first.databaseUrl() });
    await database.connect();
    const { rows } = await database.query<{ samples: number; told: number; judged: number }>(
      `SELECT (SELECT count(*)::int FROM sample) AS samples,
         (SELECT sum((body::jsonb->'data'->>'samples')::int)::int FROM event_log WHERE type = 'TelemetryAppended') AS told,
         (SELECT sum((state->'baseline'->>'count')::int)::int FROM detector_state) AS judged`,
    );
    await database.end();
    expect(rows).toEqual([{ samples: 1500, told: 1500, judged: 1500 }]);
  });
});

describe('telemetry of a server that makes no twins by itself', () => {
  let server: OpsTwinProcess;

  beforeAll(async () => {
    server = await OpsTwinProcess.start({ OPSTWIN_AUTO_CREATE_TWINS: 'false' });
  });

  afterAll(() => server.stop());

  it('rejects the readings of unknown assets, and none else', async () => {
    const gateway = server.token('executor');
    const client = new pg.Client({ connectionString: await server.databaseUrl() });
    await client.connect();
    await client.query(`INSERT INTO twin (tenant, id) VALUES ('default', 'known')`);
    await client.query(`INSERT INTO asset (tenant, twin_id, id) VALUES ('default', 'known', 'tool')`);
    await client.end();
    const alone = await server.post('/telemetry/ingest', reading('known', START, { a: 1 }, 'other'), gateway);
    expect(alone.status).toBe(422);
    const both = await server.post<Accepted>(
      '/telemetry/ingest',
      [reading('known', START, { a: 1 }, 'other'), reading('known', START, { a: 1 })],
      gateway,
    );
    expect(both.body).toMatchObject({ accepted: 1, rejected: [{ index: 0, errors: [{ code: 'unknown-asset' }] }] });
  });
});
