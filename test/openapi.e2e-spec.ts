import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { examplesOf, type Content, type OpenApi } from './harness/open-api.js';
import { OpsTwinProcess } from './harness/opstwin-process.js';

/** An operation with what the document says about it to people. */
interface Described {
  readonly summary?: string;
  readonly tags?: readonly string[];
  readonly security?: readonly object[];
  readonly requestBody?: { readonly content: Readonly<Record<string, Content>> };
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

function operations(): { path: string; method: string; operation: Described }[] {
  return Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
  );
}

function bodies({ requestBody }: Described): { type: string; body: unknown }[] {
  return Object.entries(requestBody?.content ?? {}).flatMap(([type, content]) =>
    examplesOf(content, document).map((body) => ({ type, body })),
  );
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
