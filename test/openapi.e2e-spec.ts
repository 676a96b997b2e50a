import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { OpsTwinProcess } from './harness/opstwin-process.js';

interface Schema {
  readonly $ref?: string;
  readonly example?: unknown;
  readonly examples?: readonly unknown[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly allOf?: readonly Schema[];
}

interface Content {
  readonly schema?: Schema;
  readonly example?: unknown;
  readonly examples?: Readonly<Record<string, { readonly value: unknown }>>;
}

interface Operation {
  readonly summary?: string;
  readonly tags?: readonly string[];
  readonly security?: readonly object[];
  readonly requestBody?: { readonly content: Readonly<Record<string, Content>> };
}

interface OpenApi {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
}

let server: OpsTwinProcess;
let document: OpenApi;

beforeAll(async () => {
  server = await OpsTwinProcess.start();
  document = (await server.get<OpenApi>('/docs-json')).body;
});

afterAll(async () => {
  await server.stop();
});

function operations(): { path: string; method: string; operation: Operation }[] {
  return Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
  );
}

/** What a schema shows as its example: its own, or that of each of its properties that has one. */
function exampleOf(schema: Schema): unknown {
  if (schema.$ref) return exampleOf(document.components.schemas[schema.$ref.split('/').at(-1) ?? ''] ?? {});
  if (schema.example !== undefined) return schema.example;
  if (schema.examples) return schema.examples[0];
  if (!schema.properties) return undefined;
  const entries = Object.entries(schema.properties).map(([name, property]) => [name, exampleOf(property)] as const);
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
}

function bodies({ requestBody }: Operation): { type: string; body: unknown }[] {
  return Object.entries(requestBody?.content ?? {}).flatMap(([type, content]) => {
    const named = Object.values(content.examples ?? {}).map(({ value }) => value);
    const own = content.example === undefined ? [] : [content.example];
    const shown = [...named, ...own];
    return (shown.length > 0 ? shown : [exampleOf(content.schema ?? {})]).map((body) => ({ type, body }));
  });
}

describe('the OpenAPI document', () => {
  it('says of every operation what it does, where it belongs, and whether it needs a credential', async () => {
    for (const { path, method, operation } of operations()) {
      expect([method, path, operation.summary ?? '']).not.toContain('');
      expect(operation.tags?.length).toBe(1);
      if (method !== 'get' || path.includes('{')) continue;
      const { status } = await server.get(path);
      // An empty requirement among them says that a credential is optional.
      const needed = operation.security?.every((requirement) => Object.keys(requirement).length > 0) ?? false;
      expect([path, status === 401]).toEqual([path, needed]);
    }
  });

  it('shows examples of every body that fit when they are pasted', async () => {
    const admin = server.token('admin');
    const posted = operations().flatMap((one) => bodies(one.operation).map((example) => ({ ...one, ...example })));
    expect(posted.length).toBeGreaterThan(5);
    for (const { path, method, type, body } of posted) {
      const url = path.replace(/\{[^}]+\}/g, 'prop_01JD4ZK2V8Q6W9Y3N5B7C1D0EF');
      const text = typeof body === 'string' ? body : JSON.stringify(body);
      const answer = await server.request(method.toUpperCase(), url, {
        token: admin,
        body: text,
        headers: { 'content-type': type },
      });
      // Whatever an example names may be unknown to this server; but it has the form that the route takes.
      const fits = ![400, 415, 422].includes(answer.status) && answer.status < 500;
      expect([method, path, text, fits ? '' : answer.text]).toEqual([method, path, text, '']);
    }
  });

  it('takes no operation of a tenant that does not exist for a fault of the server', async () => {
    const nobody = server.token('admin', { tenant: 'nobody' });
    for (const { path, method, operation } of operations()) {
      if (path === '/auth/login' || path === '/subscribe') continue;
      const url = path.replace(/\{[^}]+\}/g, 'prop_01JD4ZK2V8Q6W9Y3N5B7C1D0EF');
      const [shown] = bodies(operation);
      const { type = 'application/json', body } = shown ?? {};
      const answer = await server.request(method.toUpperCase(), url, {
        token: nobody,
        ...(shown && {
          body: typeof body === 'string' ? body : JSON.stringify(body),
          headers: { 'content-type': type },
        }),
      });
      expect([method, path, answer.status >= 500 ? answer.text : '']).toEqual([method, path, '']);
    }
    expect((await server.get('/subscribe', nobody)).status).toBe(404);
  });
});
