import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { OpsTwinProcess } from './harness/opstwin-process.js';
import { readLog, type WireEvent } from './harness/log-reader.js';
import { ingestTemperatures, wholeLoop } from './harness/whole-loop.js';

interface Ref {
  readonly type: string;
  readonly id: string;
}

interface Batch {
  readonly batch_id: string;
  readonly twin_id: string;
  readonly cursor: string;
  readonly samples: number;
  readonly assets: string[];
  readonly queries: { asset_id: string; href: string }[];
}

/** Every kind of resource that events of this version name. */
const TYPES = [
  'action',
  'anomaly',
  'decision',
  'policy',
  'proposal',
  'schema',
  'simulation',
  'source',
  'telemetry',
  'twin',
];
const TWIN = 'factory_line_3';
const ASSET = 'etch_tool_7';

let server: OpsTwinProcess;
let viewer: string;

beforeAll(async () => {
  server = await OpsTwinProcess.start();
  viewer = server.token('viewer');
});

afterAll(async () => {
  await server.stop();
});

function refOf(event: WireEvent): Ref {
  return (event as WireEvent & { data_ref: Ref }).data_ref;
}

describe('the data_ref of every event', () => {
  beforeAll(async () => {
    await wholeLoop(server, TWIN, ASSET);
    // Something of a twin that a limited credential sees, and something of the whole tenant.
    await ingestTemperatures(server, 'oven_1', 'door', [1, 2, 3]);
    const schema = { name: 'site.readings.v1', schema: { type: 'object' } };
    expect((await server.post('/schemas', schema, server.token('admin'))).status).toBe(201);
    const source = { name: 'gateway', twin: { value: 'oven_1' }, asset: { value: 'door' }, metrics: { all_of: '' } };
    expect((await server.post('/telemetry/sources', source, server.token('admin'))).status).toBe(201);
    await server.post('/sim/run', { twin_id: 'oven_1', scenario: 'hold-or-move-setpoint' }, server.token('agent'));
  });

  it('leads to the resource, as its own address shows it', async () => {
    const events = await readLog(server);
    const refs = new Map(events.map(refOf).map((ref) => [`${ref.type}/${ref.id}`, ref]));
    const types = new Set([...refs.values()].map(({ type }) => type));
    expect([...types].sort()).toEqual(TYPES);
    for (const { type, id } of refs.values()) {
      const { status, body, text, headers } = await server.get(`/r/${type}/${id}`, viewer);
      expect([status, status === 200 ? '' : text]).toEqual([200, '']);
      const own = await server.get(headers.get('content-location') ?? '', viewer);
      expect([own.status, own.body]).toEqual([200, body]);
      if (type !== 'twin' && type !== 'telemetry') expect(headers.get('content-location')).not.toMatch(/^\/r\//);
    }
  });

  it('leads from a batch of telemetry to its event and its samples', async () => {
    for (const event of await readLog(server, ['TelemetryAppended'])) {
      const { body } = await server.get<Batch>(`/r/telemetry/${refOf(event).id}`, viewer);
      expect(body).toMatchObject({ ...event.data, twin_id: event.twin_id, cursor: event.cursor, event_id: event.id });
      expect(body.queries.map(({ asset_id }) => asset_id)).toEqual(body.assets);
      const rows = await Promise.all(
        body.queries.map(({ href }) => server.get<{ items: object[] }>(`${href}&limit=1000`, viewer)),
      );
      expect(rows.map(({ status }) => status)).toEqual(body.assets.map(() => 200));
      expect(rows.flatMap((row) => row.body.items)).toHaveLength(body.samples);
    }
  });

  it('leads nowhere for another tenant, and for a credential that is limited to other twins', async () => {
    const limited = server.token('viewer', { twins: ['oven_*'] });
    const stranger = server.token('viewer', { tenant: 'another' });
    for (const event of await readLog(server)) {
      const { type, id } = refOf(event);
      const visible = event.twin_id === null || event.twin_id.startsWith('oven_');
      expect((await server.get(`/r/${type}/${id}`, limited)).status).toBe(visible ? 200 : 404);
      expect((await server.get(`/r/${type}/${id}`, stranger)).status).toBe(404);
    }
  });
});

describe('/r', () => {
  it.each([
    'twin/unheard_of',
    'telemetry/tel_01M7W15MZGQZSKYAR6XWC09GEK',
    'telemetry/tel_7ZZZZZZZZZZZZZZZZZZZZZZZZZ',
    'telemetry/tel_00000000000000000000000000',
    'telemetry/nonsense',
    'anomaly/ano_00000000000000000000000000',
    'simulation/x',
    'decision/x',
    'proposal/x',
    'action/x',
    'policy/x',
    'schema/x.v1',
    'nonsense/x',
    'constructor/x',
    'twin/%00',
    'twin/a%2Fb',
    '%00/x',
  ])('answers 404 for %s', async (path) => {
    const { status, body } = await server.get(`/r/${path}`, viewer);
    expect([status, body.type]).toEqual([404, '/problems/not-found']);
  });

  it('needs a credential', async () => {
    expect((await server.get(`/r/twin/${TWIN}`)).status).toBe(401);
  });

  it('gives a published schema by its name', async () => {
    const { status, body, headers } = await server.get('/r/schema/event.v1', viewer);
    expect([status, headers.get('content-location')]).toEqual([200, '/schemas/event.v1']);
    expect(body).toEqual((await server.get('/schemas/event.v1')).body);
  });
});
