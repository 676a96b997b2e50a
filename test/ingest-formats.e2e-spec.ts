import { once } from 'node:events';
import { request as httpRequest, type ClientRequest } from 'node:http';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { OpsTwinProcess } from './harness/opstwin-process.js';
import { waitFor } from './harness/wait-for.js';

interface Answer {
  readonly status: string | number;
  readonly accepted: number;
  readonly settled: number;
  readonly detail: string;
  readonly code: string;
  readonly message: string;
  readonly cursor: string | null;
  readonly rejected: { index: number; errors: { pointer: string; code: string }[] }[];
  readonly errors: { line: number; pointer: string; code: string; message: string }[];
  readonly partialSuccess?: { rejectedDataPoints: number; errorMessage: string };
}

const START = Date.UTC(2026, 10, 20);
const NDJSON = { 'content-type': 'application/x-ndjson' };
const LINES = { 'content-type': 'text/plain; charset=utf-8' };

let server: OpsTwinProcess;
let gateway: string;
let database: pg.Client;

beforeAll(async () => {
  server = await OpsTwinProcess.start();
  gateway = server.token('executor');
  database = new pg.Client({ connectionString: await server.databaseUrl() });
  await database.connect();
});

afterAll(async () => {
  await database.end();
  await server.stop();
});

function reading(twin: string, i: number): object {
  return { twin_id: twin, asset_id: 'tool', ts: new Date(START + i).toISOString(), metrics: { a: i } };
}

function lines(twin: string, count: number, from = 0): string {
  return Array.from({ length: count }, (_, i) => `${JSON.stringify(reading(twin, from + i))}\n`).join('');
}

function post(path: string, body: unknown, headers: Record<string, string> = {}, token = gateway) {
  return server.post<Answer>(path, body, token, headers);
}

/** What is stored of a twin, as `asset metric=value@ms after the start`. */
async function stored(twin: string): Promise<string[]> {
  const { rows } = await database.query<{ row: string }>(
    `SELECT asset_id || ' ' || metric || '=' || value || '@' || (date_part('epoch', ts) * 1000 - $2)::bigint AS row
     FROM sample JOIN series ON series.id = sample.series_id WHERE twin_id = $1 ORDER BY 1`,
    [twin, START],
  );
  return rows.map(({ row }) => row);
}

async function count(twin: string): Promise<number> {
  return (await stored(twin)).length;
}

describe('NDJSON', () => {
  /** A request whose body is still to be written. */
  function open(headers: Record<string, string> = {}): ClientRequest {
    const request = httpRequest(`${server.url}/telemetry/ingest`, {
      method: 'POST',
      headers: { authorization: `Bearer ${gateway}`, ...NDJSON, ...headers },
    });
    request.on('error', () => undefined);
    return request;
  }

  it('stores all of a stream of the most readings that one request may bring, and no more', async () => {
    const all = await post('/telemetry/ingest', lines('full', 10_000), NDJSON);
    expect([all.status, all.body.accepted, all.body.rejected]).toEqual([202, 10_000, []]);
    expect(await count('full')).toBe(10_000);
    const more = await post('/telemetry/ingest', lines('more', 10_001), NDJSON);
    expect([more.status, more.body.accepted, more.body.settled]).toEqual([413, 10_000, 10_000]);
    expect(more.body.cursor).toEqual(expect.any(String));
    expect(await count('more')).toBe(10_000);
  });

  it('stores readings while the stream is still coming in', async () => {
    const request = open();
    request.write(lines('early', 2500));
    await waitFor('two chunks', async () => (await count('early')) === 2000);
    const answered = once(request, 'response');
    request.end(lines('early', 1, 2500));
    const [response] = (await answered) as [{ statusCode: number; resume(): void }];
    response.resume();
    expect(response.statusCode).toBe(202);
    expect(await count('early')).toBe(2501);
  });

  it('keeps what was stored when the sender goes away, and nothing of the line that was cut', async () => {
    const request = open();
    request.write(lines('gone', 1000) + '{"twin_id":"gone","asset_id":"tool","metrics":{"a":1');
    await waitFor('a chunk', async () => (await count('gone')) === 1000);
    request.destroy();
    expect((await post('/telemetry/ingest', reading('gone_after', 0))).status).toBe(202);
    expect(await count('gone')).toBe(1000);
    expect(server.output).not.toContain('"level":50');
  });

  it('tells what was stored when a stream turns out to be broken', async () => {
    const noise = Array.from({ length: 3000 }, (_, i) =>
      JSON.stringify({ ...reading('cut', i), event_id: `${Math.random()}` }),
    );
    const packed = gzipSync(noise.join('\n'));
    const { status, body } = await post('/telemetry/ingest', packed.subarray(0, packed.length - 10_000), {
      ...NDJSON,
      'content-encoding': 'gzip',
    });
    expect(status).toBe(400);
    expect(body.accepted).toBeGreaterThan(0);
    expect(body.accepted).toBeLessThan(3000);
    expect(body.settled).toBe(body.accepted);
    expect(await count('cut')).toBe(body.accepted);
  });

  it('places what it rejects by its line over all chunks', async () => {
    const body = `${lines('places', 1500)}nonsense\n${lines('places', 1500, 1500)}{}\n`;
    const answer = await post('/telemetry/ingest', body, NDJSON);
    expect(answer.body).toMatchObject({ status: 'partial', accepted: 3000 });
    expect(answer.body.rejected.map(({ index }) => index)).toEqual([1500, 3001]);
    const none = await post('/telemetry/ingest', 'nonsense\n{}\n', NDJSON);
    expect([none.status, none.body.errors.map(({ pointer }) => pointer)]).toEqual([
      422,
      expect.arrayContaining(['/0', '/1/twin_id']),
    ]);
    expect((await post('/telemetry/ingest', '', NDJSON)).status).toBe(422);
  });

  it('is no body for other routes', async () => {
    for (const path of ['/auth/login', '/policies', '/sim/run']) {
      expect([path, (await post(path, lines('other', 10), NDJSON, server.token('admin'))).status]).toEqual([path, 422]);
    }
  });

  it('answers early to who may not send, and the connection goes on', async () => {
    const request = open({ authorization: 'Bearer nobody', 'content-encoding': 'gzip' });
    const answered = once(request, 'response');
    request.write(gzipSync(lines('nobody', 5000)));
    const [response] = (await answered) as [{ statusCode: number; resume(): void }];
    response.resume();
    expect(response.statusCode).toBe(401);
    request.end();
  });
});

describe('an encoded body', () => {
  it('is unpacked on every door', async () => {
    const packings = { gzip: gzipSync, 'x-gzip': gzipSync, deflate: deflateSync, br: brotliCompressSync };
    for (const [i, [coding, pack]] of Object.entries(packings).entries()) {
      const headers = { 'content-encoding': coding };
      const json = await post('/telemetry/ingest', pack(JSON.stringify([reading('packed', i)])), headers);
      const ndjson = await post('/telemetry/ingest', pack(lines('packed', 1, 10 + i)), { ...headers, ...NDJSON });
      const influx = await post(
        '/api/v2/write?precision=ms',
        pack(`tool,twin_id=packed a=${20 + i} ${START + 20 + i}`),
        {
          ...headers,
          ...LINES,
        },
      );
      const otlp = await post(
        '/v1/metrics',
        pack(JSON.stringify(gauge('packed', [{ asInt: 30 + i, timeUnixNano: nano(30 + i) }]))),
        headers,
      );
      expect([coding, json.status, ndjson.status, influx.status, otlp.status]).toEqual([coding, 202, 202, 204, 200]);
    }
    expect(await count('packed')).toBe(16);
    expect((await post('/telemetry/ingest', reading('packed', 99), { 'content-encoding': 'identity' })).status).toBe(
      202,
    );
  });

  it('is a 413 when it unpacks to too much', async () => {
    const bomb = gzipSync(Buffer.alloc(200 * 1024 * 1024, 0x20), { level: 9 });
    expect(bomb.length).toBeLessThan(1024 * 1024);
    for (const type of ['application/json', 'application/x-ndjson', 'text/plain']) {
      const path = type === 'text/plain' ? '/api/v2/write' : '/telemetry/ingest';
      const { status } = await post(path, bomb, { 'content-type': type, 'content-encoding': 'gzip' });
      expect([type, status]).toEqual([type, 413]);
    }
    expect((await server.get('/health/live')).status).toBe(200);
  });

  it('is a 400 when it is not what it says, and a 415 in a coding that is not known', async () => {
    const good = gzipSync(JSON.stringify(reading('bad', 0)));
    const damaged = Buffer.from(good).fill(0xff, 12, 20);
    for (const body of ['plain', good.subarray(0, -6), damaged]) {
      for (const [path, type] of [
        ['/telemetry/ingest', 'application/json'],
        ['/telemetry/ingest', 'application/x-ndjson'],
        ['/api/v2/write', 'text/plain'],
        ['/v1/metrics', 'application/json'],
      ] as const) {
        const { status, body: problem } = await post(path, body, { 'content-type': type, 'content-encoding': 'gzip' });
        expect([path, type, status, problem.detail]).toEqual([path, type, 400, expect.stringMatching(/^The body/)]);
      }
    }
    for (const coding of ['zstd', 'gzip, gzip', 'constructor']) {
      const { status, headers } = await post('/telemetry/ingest', good, { 'content-encoding': coding });
      expect([status, headers.get('accept-encoding')]).toEqual([415, 'gzip, deflate, br']);
    }
    expect(await count('bad')).toBe(0);
  });

  it('is a 400 when it is no UTF-8, so that no name is mended', async () => {
    const body = Buffer.concat([
      Buffer.from('{"twin_id":"utf","asset_id":"tool","metrics":{"'),
      Buffer.from([0xff]),
      Buffer.from('":1}}'),
    ]);
    expect((await post('/telemetry/ingest', body)).status).toBe(400);
    expect((await post('/api/v2/write?bucket=utf', Buffer.from([0x6d, 0x20, 0xff, 0x3d, 0x31]), LINES)).status).toBe(
      400,
    );
    expect((await post('/telemetry/ingest', body, NDJSON)).status).toBe(422);
  });
});

describe('InfluxDB’s write API', () => {
  function write(body: string, query = 'bucket=plant&org=me', token?: string) {
    return server.post<Answer>(`/api/v2/write?${query}`, body, token, {
      ...LINES,
      ...(token === undefined ? { authorization: `Token ${gateway}` } : {}),
    });
  }

  it('takes what Telegraf sends, with its kind of token', async () => {
    const ns = `${START}000000`;
    const answer = await write(
      `oven,host=a temp=85.2,n=3i,up=true,state="ok" ${ns}\npress,twin_id=other,asset_id=p1 force=7u ${ns}\n`,
    );
    expect([answer.status, answer.text]).toEqual([204, '']);
    expect(await stored('plant')).toEqual(['oven n=3@0', 'oven temp=85.2@0', 'oven up=1@0']);
    expect(await stored('other')).toEqual(['p1 force=7@0']);
  });

  it('reads timestamps in the precision that is named, and takes the time of arrival without one', async () => {
    for (const [i, [precision, time]] of Object.entries({
      s: `${START / 1000}`,
      ms: `${START + 1}`,
      us: `${START + 2}999`,
      ns: `${START + 3}999999`,
    }).entries()) {
      expect((await write(`m f=${i} ${time}`, `bucket=precise&precision=${precision}`)).status).toBe(204);
    }
    expect(await stored('precise')).toEqual(['m f=0@0', 'm f=1@1', 'm f=2@2', 'm f=3@3']);
    expect((await write('m f=9', 'bucket=arrival')).status).toBe(204);
    const [row = ''] = await stored('arrival');
    expect(START + Number(row.split('@')[1])).toBeGreaterThan(Date.now() - 60_000);
    expect((await write('m f=1', 'bucket=x&precision=h')).status).toBe(422);
  });

  it('keeps the valid lines, and names the others by their numbers in the words that Telegraf logs', async () => {
    const text = `# a comment\n\nm f=1 1\nm f= 2\nbad\\ name f=3 3\nm s="text" 4\nm f=5 -5\nm f=6 6`;
    const { status, body } = await write(text, 'bucket=partly&precision=s');
    expect(status).toBe(422);
    expect(body.accepted).toBe(2);
    expect(body.errors.map(({ line, code }) => [line, code])).toEqual([
      [4, 'line-protocol'],
      [5, 'pattern'],
      [7, 'timestamp'],
    ]);
    expect(body.code).toBe('unprocessable entity');
    expect(body.message).toMatch(/^partial write: 2 of 5 lines stored; line 4: .*; line 5: \/asset_id .*; line 7: /);
    expect(await count('partly')).toBe(2);
  });

  it('answers 204 to nothing, 422 without a twin, 403 for other twins, 401 without a token', async () => {
    expect((await write('# nothing\n\n')).status).toBe(204);
    expect((await write('')).status).toBe(204);
    expect((await write('m f=1', 'org=me')).body.errors.map(({ pointer }) => pointer)).toEqual(['/twin_id']);
    const scoped = await write('m f=1', 'bucket=b', server.token('executor', { twins: ['a*'] }));
    expect([scoped.status, scoped.body.code]).toEqual([403, 'forbidden']);
    const nobody = await server.post<Answer>('/api/v2/write?bucket=b', 'm f=1', undefined, LINES);
    expect([nobody.status, nobody.body.code]).toEqual([401, 'unauthorized']);
    expect((await write('m f=1', 'bucket=b', server.token('viewer'))).status).toBe(403);
    expect((await post('/api/v2/write?bucket=b', { m: 1 })).status).toBe(415);
    expect((await write('m f=1 1\n'.repeat(10_001))).status).toBe(413);
    expect(await count('b')).toBe(0);
  });
});

function nano(i: number): string {
  return `${START + i}000000`;
}

function gauge(twin: string, dataPoints: unknown[]): object {
  const attributes = Object.entries({ 'service.name': 'tool', twin_id: twin }).map(([key, stringValue]) => ({
    key,
    value: { stringValue },
  }));
  return {
    resourceMetrics: [
      { resource: { attributes }, scopeMetrics: [{ metrics: [{ name: 'a', gauge: { dataPoints } }] }] },
    ],
  };
}

describe('OTLP', () => {
  it('stores what it can, and tells how many data points it could not', async () => {
    const all = await post('/v1/metrics', gauge('otlp', [{ asDouble: 1.5, timeUnixNano: nano(0) }]));
    expect([all.status, all.text]).toEqual([200, '{}']);
    const { status, body } = await post(
      '/v1/metrics',
      gauge('otlp', [
        { asInt: '2', timeUnixNano: nano(1) },
        { asDouble: 'NaN' },
        {},
        { asInt: 3, timeUnixNano: nano(2) },
      ]),
    );
    expect(status).toBe(200);
    expect(body.partialSuccess).toEqual({
      rejectedDataPoints: 2,
      errorMessage: expect.stringMatching(
        /^2 of 4 data points rejected: \/resourceMetrics\/0\/.*dataPoints\/1: .*dataPoints\/2: /,
      ),
    });
    expect(await stored('otlp')).toEqual(['tool a=1.5@0', 'tool a=2@1', 'tool a=3@2']);
    const none = await post('/v1/metrics', gauge('not an id', [{ asInt: 1 }]));
    expect([none.status, none.body.partialSuccess?.rejectedDataPoints]).toEqual([200, 1]);
  });

  it('refuses protobuf with words, and what is no request', async () => {
    const protobuf = await post('/v1/metrics', Buffer.from([0x0a, 0x00]), { 'content-type': 'application/x-protobuf' });
    expect([protobuf.status, protobuf.body.detail]).toEqual([415, expect.stringContaining('http/json')]);
    for (const type of ['application/x-ndjson', 'application/x-www-form-urlencoded', 'text/plain']) {
      expect([type, (await post('/v1/metrics', '{}', { 'content-type': type })).status]).toEqual([type, 415]);
    }
    for (const body of ['[]', '{"resourceMetrics":{}}', '"x"', '{']) {
      expect((await post('/v1/metrics', body)).status).toBe(400);
    }
    expect((await post('/v1/metrics', {})).text).toBe('{}');
    const many = Array.from({ length: 10_001 }, () => ({ asInt: 1 }));
    expect((await post('/v1/metrics', gauge('many', many))).status).toBe(413);
    expect(await count('many')).toBe(0);
  });

  it('lets in only who may, and only for the twins of the token', async () => {
    const body = gauge('otlp_other', [{ asInt: 1 }]);
    const statuses = [];
    for (const token of [server.token('viewer'), server.token('executor', { twins: ['x'] }), 'nonsense']) {
      statuses.push((await post('/v1/metrics', body, {}, token)).status);
    }
    expect(statuses).toEqual([403, 403, 401]);
  });
});

describe('a numeric timestamp', () => {
  it('is refused between the ranges of two units', async () => {
    const readings = [9e9, 5e13, 5e16].map((ts) => ({ ...reading('between', 0), ts }));
    const { status, body } = await post('/telemetry/ingest', readings);
    expect(status).toBe(422);
    expect(body.errors.map(({ code }) => code)).toEqual(new Array(3).fill('timestamp-ambiguous'));
  });
});
