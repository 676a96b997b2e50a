import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { EVENT_TYPES } from '../src/aiw/event-types.js';
import { readSchema, schemaNames } from '../src/platform/schemas/schema-files.js';
import { schemaValidator } from '../src/platform/schemas/schema-validator.js';
import { OpsTwinProcess } from './harness/opstwin-process.js';

interface Manifest {
  readonly endpoints: Record<string, { path: string; methods: Record<string, string> }>;
  readonly schemas: { name: string; href: string }[];
  readonly event_schemas: Record<string, { name: string; href: string }>;
  readonly limits: Record<string, object>;
  readonly documentation: Record<string, string>;
}

interface Link {
  readonly href: string;
  readonly type?: string;
}

interface Linkset {
  readonly linkset: { readonly anchor: string; readonly [relation: string]: string | Link[] }[];
}

const MANIFEST = '/.well-known/aiw-manifest.json';
const CATALOG = '/.well-known/api-catalog';

let server: OpsTwinProcess;

beforeAll(async () => {
  server = await OpsTwinProcess.start({ OPSTWIN_MAX_STREAMS: '77' });
});

afterAll(() => server.stop());

/** The targets of a Link header, with the relation of each. */
function linksOf(headers: Headers): [rel: string, href: string][] {
  return (headers.get('link') ?? '').split(/,\s*(?=<)/).map((entry) => {
    const [, href = '', rel = ''] = /^<([^>]*)>; rel="([^"]*)"/.exec(entry) ?? [];
    return [rel, href];
  });
}

describe('the manifest', () => {
  it('is public, fits its published schema, and names only what the server serves', async () => {
    const { status, body } = await server.get<Manifest>(MANIFEST);
    expect(status).toBe(200);
    expect(schemaValidator(readSchema('manifest.v1'))(body)).toEqual([]);
    expect(body).toMatchObject({ aiw_version: '1.0', service: { name: 'opstwin' }, event_types: EVENT_TYPES });
    expect(body.endpoints).toMatchObject({ diff: { path: '/diff' }, subscribe: { path: '/subscribe' } });

    const parts: Record<string, string> = { name: 'event.v1', code: 'not-found' };
    for (const { path, methods } of Object.values(body.endpoints)) {
      const filled = path.replace(/\{(\w+)\}/g, (_, part: string) => parts[part] ?? 'x');
      for (const [method, access] of Object.entries(methods)) {
        const answer = await server.request(method, filled, method === 'GET' ? {} : { body: {} });
        const expected = access === 'public' ? [200, 422] : [401];
        expect([method, filled, expected]).toEqual([method, filled, expect.arrayContaining([answer.status])]);
      }
    }
    expect(body.schemas.map(({ name }) => name)).toEqual(schemaNames());
    for (const { name, href } of body.schemas) expect((await server.get(href)).body).toEqual(readSchema(name));
    for (const path of Object.values(body.documentation)) {
      expect([path, (await fetch(`${server.url}${path}`)).status]).toEqual([path, 200]);
    }
  });

  it('names every route that OpenAPI describes, and no other', async () => {
    const { body } = await server.get<Manifest>(MANIFEST);
    const { body: openApi } = await server.get<{ paths: Record<string, Record<string, object>> }>('/docs-json');
    const described = Object.entries(openApi.paths).map(([path, methods]) => [path, Object.keys(methods).sort()]);
    const named = Object.values(body.endpoints).map(({ path, methods }) => [
      path,
      Object.keys(methods)
        .map((method) => method.toLowerCase())
        .sort(),
    ]);
    expect(Object.fromEntries(named)).toEqual(Object.fromEntries(described));
  });

  it('names a schema for the data of every type of event', async () => {
    const { body } = await server.get<Manifest>(MANIFEST);
    expect(Object.keys(body.event_schemas)).toEqual([...EVENT_TYPES]);
    for (const [type, { href }] of Object.entries(body.event_schemas)) {
      expect((await server.get(href)).body).toMatchObject({ title: type });
    }
  });

  it('says what the configuration allows', async () => {
    const { body } = await server.get<Manifest>(MANIFEST);
    expect(body.limits).toMatchObject({ subscribe: { max_streams: 77 }, diff: { max_limit: 5000, max_wait_s: 30 } });
  });

  it('answers 304 to whoever has it', async () => {
    const { headers } = await server.get(MANIFEST);
    const etag = headers.get('etag') ?? '';
    expect(etag).toMatch(/^"[\w-]+"$/);
    expect(headers.get('cache-control')).toContain('max-age');
    const known = await server.get(MANIFEST, undefined, { 'if-none-match': etag });
    expect([known.status, known.text, known.headers.get('etag')]).toEqual([304, '', etag]);
    expect(linksOf(known.headers)).toEqual(linksOf(headers));
    expect((await server.get(MANIFEST, undefined, { 'if-none-match': '"another"' })).status).toBe(200);
  });

  it('keeps its ETag over a restart', async () => {
    const before = await server.get(MANIFEST);
    await server.terminate();
    await server.restart();
    const after = await server.get(MANIFEST);
    expect(after.headers.get('etag')).toBe(before.headers.get('etag'));
  });

  it('links to its schema and to what describes the interface, all of which is there', async () => {
    const links = linksOf((await server.get(MANIFEST)).headers);
    expect(links).toEqual(
      expect.arrayContaining([
        ['describedby', '/schemas/manifest.v1'],
        ['service-desc', '/docs-json'],
        ['service-desc', '/asyncapi.json'],
        ['service-doc', '/docs'],
      ]),
    );
    for (const [, href] of links) expect([href, (await fetch(`${server.url}${href}`)).status]).toEqual([href, 200]);
  });
});

describe('the API catalog', () => {
  it('is a linkset of the profile of RFC 9727 that leads to the manifest, OpenAPI and AsyncAPI', async () => {
    const { headers, body } = await server.get<Linkset>(CATALOG);
    expect(headers.get('content-type')).toBe(
      'application/linkset+json; profile="https://www.rfc-editor.org/info/rfc9727"',
    );
    const links = body.linkset.flatMap((context) =>
      Object.entries(context).flatMap(([rel, targets]) =>
        Array.isArray(targets) ? targets.map((target) => ({ rel, ...target })) : [],
      ),
    );
    expect(links).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ rel: 'service-meta', href: MANIFEST }),
        expect.objectContaining({ rel: 'service-desc', href: '/docs-json' }),
        expect.objectContaining({ rel: 'service-desc', href: '/asyncapi.json' }),
      ]),
    );
    for (const { href, type } of links.filter(({ href }) => href !== '/')) {
      const answer = await fetch(`${server.url}${href}`);
      const [expected = ''] = (type ?? '').split(';');
      expect([href, answer.status, answer.headers.get('content-type')]).toEqual([
        href,
        200,
        expect.stringContaining(expected),
      ]);
    }
  });

  it('answers HEAD with links and no body', async () => {
    const { status, headers, text } = await server.request('HEAD', CATALOG, {});
    expect([status, text]).toEqual([200, '']);
    expect(headers.get('content-type')).toContain('application/linkset+json');
    expect(linksOf(headers)).toContainEqual(['api-catalog', CATALOG]);
  });
});

describe('the AsyncAPI document', () => {
  it('is public, with an ETag and its own media type', async () => {
    const { status, headers, body } = await server.get('/asyncapi.json');
    expect([status, body.asyncapi]).toEqual([200, '3.0.0']);
    expect(headers.get('content-type')).toContain('application/vnd.aai.asyncapi+json');
    const etag = headers.get('etag') ?? '';
    expect((await server.get('/asyncapi.json', undefined, { 'if-none-match': etag })).status).toBe(304);
  });
});
