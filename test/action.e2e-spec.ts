import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { connectAsync, type MqttClient } from 'mqtt';
import pg from 'pg';
import type { Action } from '../src/action/messages/action.js';
import { readLog } from './harness/log-reader.js';
import { OpsTwinProcess } from './harness/opstwin-process.js';
import { waitFor } from './harness/wait-for.js';

const TWIN = 'factory_line_3';
const ASSET = 'etch_tool_7';
const REQUEST = { twin_id: TWIN, target: ASSET, type: 'set_parameter', params: { setpoint: 85.2 } };

let server: OpsTwinProcess;
let executor: string;

beforeAll(async () => {
  server = await OpsTwinProcess.start();
  executor = server.token('executor');
  const reading = { twin_id: TWIN, asset_id: ASSET, metrics: { temperature: 80 } };
  expect((await server.post('/telemetry/ingest', reading, executor)).status).toBe(202);
});

afterAll(async () => {
  await server.stop();
});

function finished(id: string): Promise<Action> {
  return waitFor(`the action ${id} to finish`, async () => {
    const { body } = await server.get<Action>(`/actions/${id}`, executor);
    return ['succeeded', 'failed'].includes(body.status) && body;
  });
}

function pointers(body: Record<string, unknown>): string[] {
  return (body.errors as { pointer: string }[]).map((error) => error.pointer);
}

describe('an action that an executor asks for', () => {
  let commands: MqttClient;
  const received: { topic: string; command: Record<string, unknown> }[] = [];

  beforeAll(async () => {
    const token = server.token('viewer');
    commands = await connectAsync(server.mqttUrl, { username: 'device', password: token });
    commands.on('message', (topic, payload) => {
      received.push({ topic, command: JSON.parse(payload.toString()) as Record<string, unknown> });
    });
    await commands.subscribeAsync(`${server.namespace}/default/+/+/command`, { qos: 1 });
  });

  afterAll(async () => {
    await commands.endAsync(true);
  });

  it('is queued, carried out by an MQTT command, and kept as what is desired of the asset', async () => {
    const asked = await server.post<Action>('/actions', REQUEST, executor);
    expect(asked.status).toBe(202);
    expect(asked.body).toMatchObject({ status: 'queued', attempts: 0, requested_by: 'executor', emergency: false });
    expect(asked.headers.get('location')).toBe(`/actions/${asked.body.action_id}`);

    const done = await finished(asked.body.action_id);
    expect(done).toMatchObject({ status: 'succeeded', attempts: 1, proposal_id: null, error: null });
    const sent = await waitFor('the MQTT command', () =>
      Promise.resolve(received.find(({ command }) => command.action_id === done.action_id)),
    );
    expect(sent.topic).toBe(`${server.namespace}/default/${TWIN}/${ASSET}/command`);
    expect(sent.command).toEqual({
      action_id: done.action_id,
      type: 'set_parameter',
      params: { setpoint: 85.2 },
      ts: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
    });
    const asset = await server.get<{ desired: object; version: number }>(`/twins/${TWIN}/assets/${ASSET}`, executor);
    expect(asset.body).toMatchObject({ desired: { setpoint: 85.2 }, version: 1 });
  });

  it('tells each step in the log, as one chain of causes', async () => {
    const { body } = await server.post<Action>('/actions', { ...REQUEST, params: { mode: 'eco' } }, executor);
    await finished(body.action_id);
    const all = await readLog(server);
    const steps = all.filter(({ data }) => data.action_id === body.action_id);
    expect(steps.map(({ type }) => type).sort()).toEqual(
      ['ActionQueued', 'ActionStarted', 'ActionSucceeded', 'TwinUpdated'].sort(),
    );
    const queued = steps.find(({ type }) => type === 'ActionQueued');
    const after = steps.filter((step) => step !== queued);
    expect(after.map((step) => step.causation_id)).toEqual(after.map(() => queued?.id));
    expect(new Set(steps.map((step) => step.correlation_id)).size).toBe(1);
  });

  it('works with the example of its schema', async () => {
    const schema = await server.get<{ examples: object[] }>('/schemas/action.v1');
    const asked = await server.post<Action>('/actions', schema.body.examples[0], executor);
    expect(asked.status).toBe(202);
    expect((await finished(asked.body.action_id)).status).toBe('succeeded');
  });

  it('happens once each when the server is killed in the middle of many', async () => {
    const asked = await Promise.all(
      Array.from({ length: 25 }, (_, i) =>
        server.post<Action>('/actions', { ...REQUEST, params: { [`p${i}`]: i } }, executor),
      ),
    );
    await server.kill();
    await server.restart();
    const ids = asked.map(({ body }) => body.action_id);
    for (const id of ids) expect((await finished(id)).status).toBe('succeeded');
    const log = await readLog(server, ['ActionSucceeded']);
    const succeeded = log.map(({ data }) => data.action_id).filter((id) => ids.includes(String(id)));
    expect(succeeded.sort()).toEqual(ids.sort());
    const asset = await server.get<{ desired: Record<string, unknown> }>(`/twins/${TWIN}/assets/${ASSET}`, executor);
    expect(Object.keys(asset.body.desired).filter((name) => /^p\d+$/.test(name))).toHaveLength(25);
  });
});

describe('an action whose job is lost', () => {
  it('is found in the database and carried out', async () => {
    const client = new pg.Client({ connectionString: await server.databaseUrl() });
    await client.connect();
    try {
      await client.query(
        `INSERT INTO action (tenant, id, twin_id, target, type, params, emergency, status, requested_by, correlation_id,
           created_at)
         VALUES ('default', 'act_01M7W3M8JZBASZM2C47AC3BAQH', $1, $2, 'set_parameter', '{"lost": true}', false, 'queued', 'executor', 'req_lost',
           now() - interval '1 minute')`,
        [TWIN, ASSET],
      );
    } finally {
      await client.end();
    }
    expect(await finished('act_01M7W3M8JZBASZM2C47AC3BAQH')).toMatchObject({ status: 'succeeded', attempts: 1 });
  });
});

describe('a request for an action', () => {
  it.each([
    ['an unknown type', { type: 'transmogrify' }, ['/type']],
    ['an unknown asset', { target: 'nowhere' }, ['/target']],
    ['an unknown twin', { twin_id: 'nowhere' }, ['/target']],
    ['both', { type: 'transmogrify', target: 'nowhere' }, ['/type', '/target']],
    ['nothing to set', { params: {} }, ['/params']],
    ['a value that cannot be set', { params: { setpoint: null } }, ['/params/setpoint']],
    ['text that cannot be stored', { params: { mode: 'a\0b' } }, ['/params/mode']],
    ['unknown fields', { when: 'now', params: { setpoint: 1 }, why: 'x' }, ['/when', '/why']],
  ])('with %s is a 422 that names it', async (_, change, expected) => {
    const { status, body } = await server.post('/actions', { ...REQUEST, ...change }, executor);
    expect(status).toBe(422);
    expect(pointers(body)).toEqual(expected);
  });

  it.each(['[]', '"text"', 'null', '{}'])('that is %s is a 422', async (body) => {
    expect((await server.post('/actions', body, executor)).status).toBe(422);
  });

  it.each(['viewer', 'agent', 'supervisor'])('by a %s is a 403', async (role) => {
    expect((await server.post('/actions', REQUEST, server.token(role))).status).toBe(403);
  });

  it('without a token is a 401', async () => {
    expect((await server.post('/actions', REQUEST)).status).toBe(401);
  });

  it('about a twin that the token does not reach is a 403', async () => {
    const limited = server.token('executor', { twins: ['plant_*'] });
    expect((await server.post('/actions', REQUEST, limited)).status).toBe(403);
  });
});

describe('the list of actions', () => {
  it('shows the newest first, page by page, and by filter', async () => {
    const first = await server.get<{ items: Action[]; next_page_token: string }>('/actions?limit=2', executor);
    expect(first.body.items).toHaveLength(2);
    const token = first.body.next_page_token;
    const second = await server.get<{ items: Action[] }>(`/actions?limit=1000&page_token=${token}`, executor);
    const all = [...first.body.items, ...second.body.items];
    expect(new Set(all.map((action) => action.action_id)).size).toBe(all.length);
    const times = all.map((action) => action.created_at);
    expect(times).toEqual([...times].sort().reverse());
    const failed = await server.get<{ items: Action[] }>('/actions?status=failed&twin_id=factory_line_3', executor);
    expect(failed.body.items).toEqual([]);
    expect((await server.get('/actions?status=odd', executor)).status).toBe(422);
    expect((await server.get('/actions?page_token=odd', executor)).status).toBe(422);
  });

  it('and each of them are hidden from tokens that do not reach the twin, and from other tenants', async () => {
    const [one] = (await server.get<{ items: Action[] }>('/actions?limit=1', executor)).body.items;
    for (const stranger of [
      server.token('viewer', { twins: ['plant_*'] }),
      server.token('viewer', { tenant: 'another' }),
    ]) {
      expect((await server.get<{ items: Action[] }>('/actions', stranger)).body.items).toEqual([]);
      expect((await server.get(`/actions/${one?.action_id ?? ''}`, stranger)).status).toBe(404);
    }
    expect((await server.get('/actions/%00', executor)).status).toBe(404);
  });
});
