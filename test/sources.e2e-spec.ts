import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import type { Decision } from '../src/policy/messages/decision.js';
import type { DryRunDto } from '../src/telemetry/sources/dry-run/dry-run.dto.js';
import type { SourceDto, SourcePageDto } from '../src/telemetry/sources/source.dto.js';
import { readLog } from './harness/log-reader.js';
import { OpsTwinProcess } from './harness/opstwin-process.js';
import { SERVICES } from './harness/services.js';
import { waitFor } from './harness/wait-for.js';

interface Faulty {
  readonly errors: { readonly pointer: string; readonly code: string }[];
}

interface Ingested extends Faulty {
  readonly status: string;
  readonly accepted: number;
  readonly settled: number;
  readonly rejected: (Faulty & { readonly index: number })[];
}

const OVENS = {
  name: 'ovens',
  twin: { value: 'line_1' },
  asset: { from: '/device/id' },
  time: { from: '/measured', format: 'local', zone: 'Europe/Berlin' },
  numbers_in_text: { decimal: ',' },
  metrics: [
    { metric: 'temperature', from: '/values/temp', unit: '°F', store_unit: '°C', range: { max: 300 }, required: true },
    { metric: 'pressure', from: '/values/press', unit: 'kPa', store_unit: 'bar' },
  ],
  quality: { from: '/device/quality' },
};
const MESSAGE = {
  device: { id: 'oven', quality: '0,8' },
  measured: '2026-11-20 06:00:00',
  values: { temp: '212,0', press: '1.200,5' },
};
const ROUTE = '/telemetry/sources';

let server: OpsTwinProcess;
let admin: string;
let gateway: string;
let database: pg.Client;

beforeAll(async () => {
  server = await OpsTwinProcess.start();
  admin = server.token('admin');
  gateway = server.token('executor');
  database = new pg.Client({ connectionString: await server.databaseUrl() });
  await database.connect();
});

afterAll(async () => {
  await database.end();
  await server.stop();
});

async function publish(document: object): Promise<SourceDto> {
  const { status, body, text } = await server.post<SourceDto>(ROUTE, document, admin);
  expect([status, status === 201 ? '' : text]).toEqual([201, '']);
  return body;
}

function send(source: string, body: unknown, headers: Record<string, string> = {}, token = gateway) {
  return server.post<Ingested>(`/telemetry/ingest?source=${source}`, body, token, headers);
}

function dryRun(source: unknown, messages: unknown[], token = gateway) {
  return server.post<DryRunDto & Faulty>(`${ROUTE}/dry-run`, { source, messages }, token);
}

function faults({ errors }: Faulty): string[] {
  return errors.map(({ pointer, code }) => `${pointer} ${code}`);
}

/** What is stored of an asset, as `metric=value@time quality`. */
async function stored(asset: string): Promise<string[]> {
  const { rows } = await database.query<{ metric: string; value: number; ts: Date; quality: number }>(
    `SELECT metric, value, ts, quality FROM sample JOIN series ON series.id = sample.series_id
     WHERE asset_id = $1 ORDER BY ts, metric`,
    [asset],
  );
  return rows.map(({ metric, value, ts, quality }) => `${metric}=${value}@${ts.toISOString()} ${quality.toFixed(2)}`);
}

describe('sources', () => {
  it('are kept in immutable versions, and told of by an event', async () => {
    const first = await publish(OVENS);
    expect(first).toMatchObject({ name: 'ovens', version: 1, document: OVENS, created_by: 'admin' });
    const changed = { ...OVENS, description: 'The ovens of line 1.' };
    expect(await publish(changed)).toMatchObject({ version: 2, document: changed });
    const viewer = server.token('viewer');
    expect((await server.get(`${ROUTE}/ovens`, viewer)).body).toMatchObject({ version: 2 });
    expect((await server.get(`${ROUTE}/ovens?version=1`, viewer)).body).toEqual(first);
    expect((await server.get(`${ROUTE}/ovens?version=3`, viewer)).status).toBe(404);
    expect((await server.get(`${ROUTE}/ovens?version=0`, viewer)).status).toBe(422);
    const events = await readLog(server, ['SourcePublished']);
    expect(events.map(({ data }) => data)).toEqual([1, 2].map((version) => ({ name: 'ovens', version })));
  });

  it('get no new version for the very same content, in whatever order it is written', async () => {
    const again = Object.fromEntries(Object.entries({ ...OVENS, description: 'The ovens of line 1.' }).reverse());
    const { status, body, headers } = await server.post<SourceDto>(ROUTE, again, admin);
    expect([status, body.version, headers.get('location')]).toEqual([200, 2, '/telemetry/sources/ovens']);
    expect(await readLog(server, ['SourcePublished'])).toHaveLength(2);
  });

  it('get one version each when many post at once', async () => {
    const documents = Array.from({ length: 8 }, (_, i) => ({ ...OVENS, name: 'busy', description: `${i}` }));
    const versions = await Promise.all(documents.map(publish));
    expect(versions.map(({ version }) => version).sort()).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  });

  it('are listed by name, page by page, in their newest versions', async () => {
    const page = (await server.get<SourcePageDto>(`${ROUTE}?limit=1`, gateway)).body;
    const token = page.next_page_token ?? '';
    const rest = (await server.get<SourcePageDto>(`${ROUTE}?page_token=${token}`, gateway)).body;
    const names = [...page.items, ...rest.items].map(({ name, version }) => [name, version]);
    expect(names).toEqual([
      ['busy', 8],
      ['ovens', 2],
    ]);
  });

  it('are refused with the place of every fault', async () => {
    const document = {
      ...OVENS,
      time: { from: '/t', format: 'local', zone: 'Europe/Atlantis' },
      metrics: [
        { metric: 'a', from: '/a', unit: 'degQ' },
        { metric: 'b', from: '/b', unit: 'bar', store_unit: '°C' },
      ],
    };
    const answer = await server.post<Faulty>(ROUTE, document, admin);
    expect(answer.status).toBe(422);
    expect(faults(answer.body)).toEqual([
      '/time/zone unknown-zone',
      '/metrics/0/unit unknown-unit',
      '/metrics/1/store_unit unit-kind',
    ]);
  });

  it('are published by an admin of all twins only, and seen by nobody of another tenant', async () => {
    for (const role of ['viewer', 'agent', 'executor', 'supervisor']) {
      expect((await server.post(ROUTE, OVENS, server.token(role))).status).toBe(403);
    }
    expect((await server.post(ROUTE, OVENS, server.token('admin', { twins: ['line_*'] }))).status).toBe(403);
    const stranger = server.token('admin', { tenant: 'another' });
    expect((await server.post(ROUTE, OVENS, stranger)).status).toBe(404);
    expect((await server.get(`${ROUTE}/ovens`, stranger)).status).toBe(404);
    expect((await server.get<SourcePageDto>(ROUTE, stranger)).body.items).toEqual([]);
    expect((await send('ovens', MESSAGE, {}, stranger)).status).toBe(404);
    expect((await dryRun('ovens', [MESSAGE], stranger)).status).toBe(404);
  });
});

describe('a dry run', () => {
  it('shows what would be stored of each message, and why not, and stores nothing', async () => {
    const asset = { ...MESSAGE, device: { id: 'dry_oven' } };
    const messages = [asset, asset, { ...asset, values: { temp: '700,0' } }, { ...asset, measured: 'noon' }, 'text'];
    const { status, body } = await dryRun({ ...OVENS, quality: { stale_after_s: 3600 } }, messages);
    expect([status, body.source, body.version]).toEqual([200, 'ovens', null]);
    const [first, , third, fourth, fifth] = body.messages;
    expect(first?.reading).toMatchObject({
      twin_id: 'line_1',
      asset_id: 'dry_oven',
      ts: '2026-11-20T05:00:00.000Z',
      parts: { device: 1, completeness: 1 },
      samples: [
        { metric: 'temperature', value: 100, in_range: true, occurrences: 3 },
        { metric: 'pressure', value: 12.005, in_range: true, occurrences: 2 },
      ],
    });
    const { samples = [], parts } = third?.reading ?? {};
    expect(samples).toMatchObject([{ metric: 'temperature', in_range: false, occurrences: 3 }]);
    expect(samples[0]?.quality).toBeCloseTo(((parts?.freshness ?? 0) * 0.5 * 0.25) / 3, 9);
    expect([fourth, fifth]).toMatchObject([
      { index: 3, errors: [{ pointer: '/measured', code: 'timestamp' }] },
      { index: 4, errors: [{ pointer: '', code: 'type' }] },
    ]);
    expect(await stored('dry_oven')).toEqual([]);
  });

  it('takes a published source by its name', async () => {
    const { body } = await dryRun('ovens', [MESSAGE]);
    expect(body).toMatchObject({
      source: 'ovens',
      version: 2,
      messages: [{ index: 0, reading: { twin_id: 'line_1' } }],
    });
    expect((await dryRun('nowhere', [MESSAGE])).status).toBe(404);
  });

  it('tells the faults of the body, and of the document in it', async () => {
    const { status, body } = await dryRun({ ...OVENS, twin: { from: 'site' } }, [MESSAGE]);
    expect([status, faults(body)]).toEqual([422, ['/source/twin/from pattern']]);
    expect(faults((await dryRun('ovens', [])).body)).toEqual(['/messages minItems']);
  });

  it('needs the permission to ingest, and keeps to the twins of the token', async () => {
    expect((await dryRun('ovens', [MESSAGE], server.token('agent'))).status).toBe(403);
    const { body } = await dryRun('ovens', [MESSAGE], server.token('executor', { twins: ['plant_*'] }));
    expect(body.messages).toMatchObject([{ index: 0, errors: [{ pointer: '', code: 'out-of-scope' }] }]);
  });
});

describe('telemetry by a source', () => {
  it('is stored as its document says, each sample with its quality', async () => {
    const hot = { ...MESSAGE, measured: '2026-11-20T06:00:01', values: { temp: 932, press: 100 } };
    const { status } = await send('ovens', MESSAGE);
    expect([status, (await send('ovens', [hot])).body]).toMatchObject([202, { status: 'accepted', accepted: 1 }]);
    expect(await stored('oven')).toEqual([
      'pressure=12.005@2026-11-20T05:00:00.000Z 0.80',
      'temperature=100@2026-11-20T05:00:00.000Z 0.80',
      'pressure=1@2026-11-20T05:00:01.000Z 0.80',
      'temperature=500@2026-11-20T05:00:01.000Z 0.20',
    ]);
  });

  it('is taken as far as it is valid, with faults in the words of the message', async () => {
    const at = (measured: string) => ({ ...MESSAGE, device: { id: 'press' }, measured });
    const { status, body } = await send('ovens', [
      at('2026-10-25 02:30:00'),
      at('2026-11-20 07:00:00'),
      at('2026-03-29 02:30:00'),
      { ...at('2026-11-20 07:00:01'), device: { id: 'a b' } },
      { ...at('2026-11-20 07:00:02'), values: { temp: '85.2,0' } },
    ]);
    expect([status, body.status, body.accepted]).toEqual([202, 'partial', 1]);
    expect(body.rejected.map((one) => [one.index, ...faults(one)])).toEqual([
      [0, '/measured local-time-ambiguous'],
      [2, '/measured local-time-skipped'],
      [3, '/device/id pattern'],
      [4, '/values/temp type'],
    ]);
    expect(await stored('press')).toHaveLength(2);
  });

  it('comes as NDJSON too', async () => {
    const lines = [MESSAGE, { ...MESSAGE, values: {} }].map((message) => JSON.stringify(message)).join('\n');
    const { status, body } = await send('ovens', lines, { 'content-type': 'application/x-ndjson' });
    expect([status, body.accepted, body.rejected.map(faults)]).toEqual([202, 1, [['/values/temp required']]]);
  });

  it('has all its faults told where nothing is valid', async () => {
    const one = await send('ovens', { device: {} });
    expect([one.status, faults(one.body)]).toEqual([422, ['/values/temp required', '/measured required']]);
    const many = await send('ovens', [{ ...MESSAGE, device: {} }]);
    expect([many.status, faults(many.body)]).toEqual([422, ['/0/device/id required']]);
    const limited = server.token('executor', { twins: ['plant_*'] });
    expect((await send('ovens', MESSAGE, {}, limited)).status).toBe(403);
  });

  it('needs a source that there is', async () => {
    expect((await send('nowhere', MESSAGE)).status).toBe(404);
    const lines = await send('nowhere', JSON.stringify(MESSAGE), { 'content-type': 'application/x-ndjson' });
    expect([lines.status, lines.body.accepted, lines.body.settled]).toEqual([404, 0, 0]);
    expect((await send('no%20name', MESSAGE)).status).toBe(422);
  });

  it('follows the newest version, in every process within seconds', async () => {
    const flat = { name: 'flat', twin: { from: '/t' }, asset: { from: '/a' }, metrics: { all_of: '/m' } };
    await publish(flat);
    const other = SERVICES ? await server.sibling() : server;
    const message = { t: 'line_1', a: 'flat_1', m: { a: 1 }, n: { b: 2 } };
    for (const { url } of [server, other]) {
      const answer = await fetch(`${url}/telemetry/ingest?source=flat`, request(message));
      expect(answer.status).toBe(202);
    }
    await publish({ ...flat, metrics: { all_of: '/n' } });
    for (const { url } of [server, other]) {
      await waitFor('the second version to be used', async () => {
        const run = await fetch(`${url}${ROUTE}/dry-run`, request({ source: 'flat', messages: [message] }));
        const { version, messages } = (await run.json()) as DryRunDto;
        return version === 2 && messages[0]?.reading?.samples[0]?.metric === 'b';
      });
    }
    if (SERVICES) await other.terminate();
  });

  it('makes decisions less sure where its quality is low', async () => {
    const places = { twin: { from: '/t' }, asset: { value: 'oven' }, time: { from: '/at', format: 'ms' } };
    const source = { name: 'whole', ...places, metrics: { all_of: '/m' } };
    await publish(source);
    await publish({ ...source, name: 'halved', quality: { expected: ['temperature', 'pressure'] } });
    const [whole, halved] = [await decisionBy('whole', 'sure_1'), await decisionBy('halved', 'unsure_1')];
    const [sure, unsure] = [whole.confidence_parts.data_quality, halved.confidence_parts.data_quality];
    expect(sure.score).toBeGreaterThan(0.9);
    expect(unsure.score).toBeGreaterThan(0.4);
    expect(unsure.score).toBeLessThan(0.55);
    expect(unsure.explanation).toContain('mean quality of 0.50');
    expect(halved.confidence).toBeLessThan(whole.confidence);
  });
});

function request(body: object): RequestInit {
  const headers = { authorization: `Bearer ${gateway}`, 'content-type': 'application/json' };
  return { method: 'POST', headers, body: JSON.stringify(body) };
}

/** The decision about a fault in messages of a source, a second apart, which come as they are measured. */
async function decisionBy(source: string, twin: string): Promise<Decision> {
  const values = [...Array.from({ length: 100 }, (_, i) => 80 + Math.sin(i * 1.7)), 95, 95.5, 95.2, 95.1, 95.4];
  const now = Date.now();
  const messages = values.map((temperature, i) => ({
    t: twin,
    at: now - (values.length - 1 - i) * 1000,
    m: { temperature },
  }));
  expect((await send(source, messages)).status).toBe(202);
  return waitFor(`a decision on ${twin}`, async () => {
    const { body } = await server.get<{ items: Decision[] }>(`/decisions?twin_id=${twin}`, admin);
    return body.items[0];
  });
}
