import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AccessTokens } from '../../src/identity/tokens/access-tokens.js';
import { secretKey } from '../../src/identity/tokens/signing-secret.js';
import { PROBLEMS, type ProblemCode } from '../../src/platform/http/problems/catalogue.js';
import type { Answer } from '../harness/http-client.js';
import { OpsTwinProcess } from '../harness/opstwin-process.js';

let server: OpsTwinProcess;
let admin: string;

beforeAll(async () => {
  server = await OpsTwinProcess.start();
  admin = server.token('admin');
});

afterAll(async () => {
  await server.stop();
});

/** The answer is the problem document of that code, in every part. */
function expectProblem(answer: Answer, code: ProblemCode): void {
  expect(answer.headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
  expect(answer.status).toBe(PROBLEMS[code].status);
  expect(answer.body).toMatchObject({
    type: `/problems/${code}`,
    title: PROBLEMS[code].title,
    status: PROBLEMS[code].status,
    detail: expect.any(String),
    instance: answer.headers.get('x-request-id'),
  });
}

const reading = { twin_id: 'line', asset_id: 'oven', ts: '2026-11-20T05:00:00Z', metrics: { temperature: 80 } };

describe('a body that cannot be taken', () => {
  it('is a 400 when it is not JSON', async () => {
    expectProblem(await server.post('/telemetry/ingest', '{"twin_id": "li', admin), 'malformed-request');
    expectProblem(await server.post('/auth/login', '{"username"', undefined), 'malformed-request');
  });

  it('is a 422 that names every wrong type, missing field and unknown field', async () => {
    const answer = await server.post(
      '/telemetry/ingest',
      { ...reading, ts: true, metrics: { t: 'hot' }, color: 1 },
      admin,
    );
    expectProblem(answer, 'validation-failed');
    const { errors } = answer.body as { errors: { pointer: string }[] };
    expect(errors.map((error) => error.pointer).sort()).toEqual(
      expect.arrayContaining(['/color', '/metrics/t', '/ts']),
    );
    const login = await server.post('/auth/login', { username: 7, secret: 'x' });
    expectProblem(login, 'validation-failed');
    const faults = (login.body as { errors: { pointer: string; code: string }[] }).errors;
    expect(new Set(faults.map((fault) => fault.pointer))).toEqual(new Set(['/username', '/password', '/secret']));
    expect(faults.find((fault) => fault.pointer === '/secret')?.code).toBe('unknown-field');
  });

  it('is a 413 when it is too large, and the server goes on', async () => {
    const large = JSON.stringify({ ...reading, tags: { note: 'x'.repeat(20 * 1024 * 1024) } });
    const answer = await server.post('/telemetry/ingest', large, admin).catch((error: unknown) => error as Error);
    // The server closes the connection while the rest is still being sent, which a client may see as a broken pipe.
    if (!(answer instanceof Error)) expectProblem(answer, 'payload-too-large');
    expect((await server.get('/health/live')).status).toBe(200);
  });

  it('is a 415 in a type that is not served', async () => {
    const answer = await server.post('/auth/login', '<login/>', undefined, { 'content-type': 'application/xml' });
    expectProblem(answer, 'unsupported-media-type');
  });

  it('leaves nothing behind', async () => {
    expectProblem(await server.get('/twins/line', admin), 'not-found');
  });
});

describe('a credential that is not good', () => {
  it.each([
    ['none', () => undefined],
    ['one that has expired', () => server.token('admin', { lifetime: -10 })],
    ['one of another secret', () => forged()],
    ['one without a signature', () => unsigned()],
    ['one that was changed', () => `${admin.slice(0, -3)}AAA`],
    ['something else', () => 'not-a-token'],
  ])('is a 401: %s', async (_, token) => {
    const answer = await server.get('/twins', token());
    expectProblem(answer, 'unauthenticated');
    expect(answer.headers.get('www-authenticate')).toContain('Bearer');
  });

  it('is a 401 for a wrong password and for an unknown user, with the same words', async () => {
    const wrong = await server.post('/auth/login', { username: 'admin', password: 'a wrong password' });
    const unknown = await server.post('/auth/login', { username: 'nobody', password: 'a wrong password' });
    expectProblem(wrong, 'invalid-credentials');
    expectProblem(unknown, 'invalid-credentials');
    expect(wrong.body.detail).toBe(unknown.body.detail);
  });

  it('is a 403 where its role does not reach', async () => {
    expectProblem(await server.post('/telemetry/ingest', reading, server.token('viewer')), 'forbidden');
    expectProblem(await server.get('/dead-letters', server.token('supervisor')), 'forbidden');
  });
});

describe('a question about what is not there', () => {
  it('is a 404 for an unknown twin, path, problem and method', async () => {
    expectProblem(await server.get('/telemetry/query?twin_id=nowhere&asset_id=oven&metric=t', admin), 'not-found');
    expectProblem(await server.get('/twins/nowhere', admin), 'not-found');
    expectProblem(await server.get('/nowhere', admin), 'not-found');
    expectProblem(await server.get('/problems/nowhere'), 'not-found');
    expectProblem(await server.get('/twins/%00', admin), 'not-found');
    expectProblem(await server.request('DELETE', '/twins', { token: admin }), 'not-found');
  });

  it('is a 422 for query parameters that are unknown or do not fit', async () => {
    expectProblem(await server.get('/twins?limit=0', admin), 'validation-failed');
    expectProblem(await server.get('/twins?colour=red', admin), 'validation-failed');
    expectProblem(await server.get('/twins?page_token=zzz', admin), 'validation-failed');
  });
});

describe('problems and requests', () => {
  it('document themselves', async () => {
    const list = await server.get<{ items: { type: string }[] }>('/problems');
    expect(list.body.items).toHaveLength(Object.keys(PROBLEMS).length);
    for (const { type } of list.body.items) expect((await server.get(type)).status).toBe(200);
  });

  it('keep the id that the caller gives, when it is one', async () => {
    const given = await server.get('/health/live', undefined, { 'x-request-id': 'trace-7' });
    expect(given.headers.get('x-request-id')).toBe('trace-7');
    const odd = await server.get('/health/live', undefined, { 'x-request-id': 'a b' });
    expect(odd.headers.get('x-request-id')).toMatch(/^req_/);
  });

  it('show no internals in a 5xx', async () => {
    const answers = await Promise.all(
      ['/twins/x/assets/y', '/telemetry/query', '/diff?since=9', '/sim/%F0%9F%98%80'].map((path) =>
        server.get(path, admin),
      ),
    );
    for (const answer of answers) expect(answer.status).toBeLessThan(500);
  });
});

function forged(): string {
  const principal = { subject: 'admin', tenant: 'default', roles: ['admin'], twins: undefined };
  return new AccessTokens(secretKey('another secret, just as long as the real one')).issue(principal);
}

/** The `none` algorithm of RFC 7519. */
function unsigned(): string {
  const [, claims = ''] = admin.split('.');
  return `${Buffer.from('{"alg":"none","typ":"JWT"}').toString('base64url')}.${claims}.`;
}
