import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readSchema, schemaNames } from '../src/platform/schemas/schema-files.js';
import { schemaValidator } from '../src/platform/schemas/schema-validator.js';
import { readLog } from './harness/log-reader.js';
import { LogWriter } from './harness/log-writer.js';
import { OpsTwinProcess } from './harness/opstwin-process.js';

interface Entry {
  readonly name: string;
  readonly href: string;
  readonly source: string;
  readonly [member: string]: unknown;
}

interface Page {
  readonly items: Entry[];
  readonly next_page_token: string | null;
}

interface Problem {
  readonly type: string;
  readonly errors: { pointer: string; code: string }[];
  readonly breaks: { pointer: string; rule: string; message: string }[];
  readonly breaks_total: number;
  readonly compared_with: string;
}

const FIRST = {
  type: 'object',
  additionalProperties: false,
  required: ['line'],
  properties: { line: { type: 'string', maxLength: 10 }, pieces: { type: 'integer', minimum: 0 } },
};

let server: OpsTwinProcess;
let admin: string;

beforeAll(async () => {
  server = await OpsTwinProcess.start();
  admin = server.token('admin');
  const writer = await LogWriter.connect(await server.databaseUrl());
  await writer.rows(`INSERT INTO tenant (id) VALUES ('other')`);
  await writer.rows(`INSERT INTO event_head (tenant) VALUES ('other')`);
  await writer.close();
});

afterAll(() => server.stop());

function register<Body = Problem>(name: string, schema: unknown, query = '', token = admin) {
  return server.post<Body>(`/schemas${query}`, { name, schema }, token);
}

describe('the published schemas', () => {
  it('are listed for everybody, and served with their own media type and an ETag', async () => {
    const list = await server.get<Page>('/schemas');
    expect(list.body.items.map(({ name }) => name)).toEqual(schemaNames());
    expect(new Set(list.body.items.map(({ source }) => source))).toEqual(new Set(['published']));
    const { headers } = await server.get('/schemas/event.v1');
    expect(headers.get('content-type')).toBe('application/schema+json');
    expect(headers.get('cache-control')).toContain('public');
    const etag = headers.get('etag') ?? '';
    expect((await server.get('/schemas/event.v1', undefined, { 'if-none-match': etag })).status).toBe(304);
  });

  it('are JSON Schema 2020-12, each one of them', () => {
    for (const name of schemaNames()) expect(schemaValidator(readSchema(name))).toBeInstanceOf(Function);
  });

  it.each(['nothing.v1', '..%2f..%2fpackage', 'event.v1.json'])('have none named %s among them', async (name) => {
    expect((await server.get(`/schemas/${name}`)).status).toBe(404);
  });
});

describe('registering a schema', () => {
  it('keeps it as it was given, for the members of the tenant', async () => {
    const { status, body, headers } = await register<Entry>('site.readings.v1', FIRST);
    expect([status, headers.get('location')]).toEqual([201, '/schemas/site.readings.v1']);
    expect(body).toMatchObject({
      name: 'site.readings.v1',
      href: '/schemas/site.readings.v1',
      source: 'registered',
      compared_with: null,
      compatibility: 'first',
      breaks: [],
      breaks_total: 0,
      registered_by: 'admin',
    });
    const own = await server.get(body.href, server.token('viewer'));
    expect(own.text).toBe(JSON.stringify(FIRST));
    expect(own.headers.get('content-type')).toBe('application/schema+json');
    expect([own.headers.get('cache-control'), own.headers.get('vary')]).toEqual([
      expect.stringContaining('private'),
      'authorization',
    ]);
    const etag = own.headers.get('etag') ?? '';
    const known = await server.get(body.href, server.token('viewer'), { 'if-none-match': etag });
    expect(known.status).toBe(304);
  });

  it('shows it to nobody else', async () => {
    const stranger = server.token('admin', { tenant: 'other' });
    expect((await server.get('/schemas/site.readings.v1')).status).toBe(404);
    expect((await server.get('/schemas/site.readings.v1', stranger)).status).toBe(404);
    expect((await server.get('/r/schema/site.readings.v1', stranger)).status).toBe(404);
    expect((await server.get<Page>('/schemas')).body.items.map(({ name }) => name)).toEqual(schemaNames());
    const { status } = await register('site.readings.v1', { type: 'string' }, '', stranger);
    expect(status).toBe(201);
    expect((await server.get('/schemas/site.readings.v1', admin)).body).toEqual(FIRST);
  });

  it('is told in the log, and the reference of the event leads to the schema', async () => {
    const [event] = await readLog(server, ['SchemaRegistered']);
    expect(event).toMatchObject({
      twin_id: null,
      data_ref: { type: 'schema', id: 'site.readings.v1' },
      data: { name: 'site.readings.v1', compared_with: null, compatibility: 'first', breaks: 0 },
    });
    expect((await server.get('/r/schema/site.readings.v1', admin)).body).toEqual(FIRST);
  });

  it('changes nothing when the same is registered again, in whatever order it is written', async () => {
    const { properties, required, ...rest } = FIRST;
    const again = await register<Entry>('site.readings.v1', { required, properties, ...rest });
    expect([again.status, again.body.compatibility]).toEqual([200, 'first']);
    expect(await readLog(server, ['SchemaRegistered'])).toHaveLength(1);
    expect((await register('event.v1', readSchema('event.v1'))).status).toBe(422);
    expect((await register('telemetry.v1', readSchema('telemetry.v1'))).status).toBe(200);
  });

  it('never changes what is under a name', async () => {
    for (const name of ['site.readings.v1', 'telemetry.v1']) {
      const { status, body } = await register(name, { ...FIRST, required: [] });
      expect([status, body.type]).toEqual([409, '/problems/conflict']);
    }
  });

  it('takes a next version that takes all that the one before takes', async () => {
    const { properties } = FIRST;
    const second = { ...FIRST, properties: { ...properties, line: { type: 'string' }, note: { type: 'string' } } };
    const { status, body } = await register<Entry>('site.readings.v2', second);
    expect(status).toBe(201);
    expect(body).toMatchObject({ compared_with: 'site.readings.v1', compatibility: 'backward', breaks: [] });
  });

  it('refuses one that does not, with every break', async () => {
    const third = {
      ...FIRST,
      required: ['line', 'note'],
      properties: { line: { type: 'string', minLength: 1 }, note: { type: 'string' } },
    };
    const { status, body } = await register('site.readings.v4', third);
    expect([status, body.type, body.compared_with]).toEqual([409, '/problems/incompatible-schema', 'site.readings.v2']);
    expect(body.breaks).toHaveLength(3);
    expect(body.breaks).toEqual(
      expect.arrayContaining([
        { pointer: '/properties/line/minLength', rule: 'minimum-raised', message: expect.any(String) },
        { pointer: '/required', rule: 'newly-required', message: 'note was not required before' },
        { pointer: '/properties/pieces', rule: 'property-removed', message: expect.any(String) },
      ]),
    );
    expect((await server.get('/schemas/site.readings.v4', admin)).status).toBe(404);

    const taken = await register<Entry>('site.readings.v4', third, '?compatibility=none');
    expect(taken.status).toBe(201);
    expect(taken.body).toMatchObject({ compatibility: 'none', breaks: body.breaks, breaks_total: 3 });
    const [event] = (await readLog(server, ['SchemaRegistered'])).slice(-1);
    expect(event?.data).toMatchObject({ name: 'site.readings.v4', compatibility: 'none', breaks: 3 });
  });

  it('takes no version below the newest', async () => {
    const { status, body } = await register('site.readings.v3', FIRST);
    expect([status, body.type]).toEqual([409, '/problems/conflict']);
  });

  it('compares with a published schema of the name', async () => {
    const { status, body } = await register('telemetry.v2', { ...readSchema('telemetry.v1'), minProperties: 9 });
    expect([status, body.compared_with]).toEqual([409, 'telemetry.v1']);
    const schema = readSchema('telemetry.v1');
    const wider = { ...schema, properties: { ...(schema.properties as object), unit: { type: 'string' } } };
    expect((await register('telemetry.v2', wider)).status).toBe(201);
  });

  it('lets one of several at the same time be the next', async () => {
    const answers = await Promise.all(
      Array.from({ length: 6 }, (_, i) => register('site.race.v1', { type: 'string', maxLength: i + 1 })),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409, 409, 409]);
  });

  it.each<[string, unknown, string]>([
    ['no object', { name: 'a.v1', schema: true }, '/schema'],
    ['another shape', { name: 'a.v1', schema: {}, more: 1 }, '/more'],
    ['no name', { schema: {} }, '/name'],
    ['a name without a version', { name: 'a', schema: {} }, '/name'],
    ['a version 0', { name: 'a.v0', schema: {} }, '/name'],
    ['a name that leads elsewhere', { name: '../a.v1', schema: {} }, '/name'],
    ['a name of the server’s own', { name: 'event.made_up.v1', schema: {} }, '/name'],
    ['what is no schema', { name: 'a.v1', schema: { type: 'text' } }, '/schema/type'],
    ['a remote reference', { name: 'a.v1', schema: { $ref: 'http://x.example/' } }, '/schema/$ref'],
    ['a catastrophic pattern', { name: 'a.v1', schema: { pattern: '^(a+)+$' } }, '/schema/pattern'],
    ['a misspelt keyword', { name: 'a.v1', schema: { requierd: [] } }, '/schema/requierd'],
  ])('refuses %s', async (_, body, pointer) => {
    const answer = await server.post<Problem>('/schemas', body, admin);
    expect(answer.status).toBe(422);
    expect(answer.body.errors.map((fault) => fault.pointer)).toContain(pointer);
  });

  it('refuses what is too large, too deep or cannot be stored, and stands it', async () => {
    const deep = `${'{"items":'.repeat(50_000)}{}${'}'.repeat(50_000)}`;
    const bodies = [
      `{"name":"a.v1","schema":${deep}}`,
      JSON.stringify({ name: 'a.v1', schema: { description: 'x'.repeat(70_000) } }),
      '{"name":"a.v1","schema":{"const":"\\u0000"}}',
      '{"name":"a.v1","schema":{"minimum":1e999}}',
    ];
    for (const body of bodies) expect((await server.post('/schemas', body, admin)).status).toBe(422);
    expect((await server.get('/health/live')).status).toBe(200);
  });

  it('is for admins of the whole tenant', async () => {
    for (const role of ['viewer', 'agent', 'executor', 'supervisor']) {
      expect((await register('a.v1', {}, '', server.token(role))).status).toBe(403);
    }
    expect((await register('a.v1', {}, '', server.token('admin', { twins: ['line_*'] }))).status).toBe(403);
    expect((await server.post('/schemas', { name: 'a.v1', schema: {} })).status).toBe(401);
    expect((await register('a.v1', {}, '?compatibility=perhaps')).status).toBe(422);
  });
});

describe('the list of schemas', () => {
  it('shows a member of the tenant both kinds, page by page', async () => {
    const viewer = server.token('viewer');
    const items: Entry[] = [];
    let page: Page = { items: [], next_page_token: '' };
    while (page.next_page_token !== null) {
      const query = page.next_page_token === '' ? '' : `&page_token=${page.next_page_token}`;
      page = (await server.get<Page>(`/schemas?limit=3${query}`, viewer)).body;
      expect(page.items.length).toBeLessThanOrEqual(3);
      items.push(...page.items);
    }
    const registered = ['site.race.v1', 'site.readings.v1', 'site.readings.v2', 'site.readings.v4', 'telemetry.v2'];
    expect(items.map(({ name }) => name)).toEqual([...schemaNames(), ...registered].sort());
    expect(items.filter(({ source }) => source === 'registered').map(({ name }) => name)).toEqual(registered);
  });

  it('refuses a credential that is not valid, instead of answering as if there were none', async () => {
    for (const path of ['/schemas', '/schemas/event.v1']) {
      expect((await server.get(path, 'forged')).status).toBe(401);
      expect((await server.get(path, server.token('viewer', { lifetime: -10 }))).status).toBe(401);
      expect((await server.get(path, undefined, { authorization: 'Basic YTpi' })).status).toBe(401);
    }
  });

  it.each(['?limit=0', '?limit=1001', '?page_token=x', '?more=1'])('refuses %s', async (query) => {
    expect((await server.get(`/schemas${query}`)).status).toBe(422);
  });
});
