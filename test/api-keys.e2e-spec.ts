import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { connectAsync, type MqttClient } from 'mqtt';
import pg from 'pg';
import { IdentityProvider } from '../src/identity/external/identity-provider.fixture.js';
import type { ApiKeyDto, ApiKeyPageDto, NewApiKeyDto } from '../src/identity/keys/api-key.dto.js';
import { changedTexts } from '../src/identity/tokens/changed-texts.fixture.js';
import { readLog, type WireEvent } from './harness/log-reader.js';
import { OpsTwinProcess } from './harness/opstwin-process.js';
import { SERVICES } from './harness/services.js';
import { waitFor } from './harness/wait-for.js';

interface Me {
  readonly subject: string;
  readonly tenant: string;
  readonly roles: string[];
  readonly twins: string[] | null;
}

type Signed = WireEvent & { readonly actor: string };

const FAR = '2099-12-31T00:00:00.000Z';
/** Within a second, and the time that a request takes on a busy machine. */
const SECOND = { timeoutMs: 2000, everyMs: 20 };

let provider: IdentityProvider;
let server: OpsTwinProcess;
let admin: string;
let database: pg.Client;

beforeAll(async () => {
  provider = await IdentityProvider.start('RS256', 'ES256');
  server = await OpsTwinProcess.start({
    JWT_JWKS_URL: provider.url,
    JWT_JWKS_ISSUER: provider.issuer,
    JWT_JWKS_AUDIENCE: provider.audience,
    JWT_ROLES_CLAIM: 'realm_access.roles',
    JWT_ROLES_MAP: 'plant-admins=admin,operators=supervisor,gateways=executor',
    JWT_TWINS_CLAIM: 'twins',
  });
  admin = server.token('admin');
  database = new pg.Client({ connectionString: await server.databaseUrl() });
  await database.connect();
});

afterAll(async () => {
  await database.end();
  await server.stop();
  await provider.close();
});

async function make(body: object = {}, token = admin): Promise<NewApiKeyDto> {
  const whole = { name: 'a gateway', roles: ['executor'], ...body };
  const { status, body: made, text } = await server.post<NewApiKeyDto>('/api-keys', whole, token);
  if (status !== 201) throw new Error(text);
  return made;
}

function me(headers: Record<string, string>) {
  return server.get<Me>('/auth/me', undefined, headers);
}

async function statusOf(key: string): Promise<number> {
  return (await me({ 'x-api-key': key })).status;
}

function revoke(id: string, token = admin) {
  return server.request('DELETE', `/api-keys/${id}`, { token });
}

async function refused(what: string, headers: Record<string, string>): Promise<void> {
  await waitFor(what, async () => (await me(headers)).status === 401, SECOND);
}

describe('an API key', () => {
  it('is shown once, kept as a digest, and stands for itself', async () => {
    const answer = await server.post<NewApiKeyDto>('/api-keys', { name: 'Ünïted ✓', roles: ['viewer'] }, admin);
    const { key, ...shown } = answer.body;
    expect(answer.status).toBe(201);
    expect(answer.headers.get('location')).toBe(`/api-keys/${shown.key_id}`);
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(key).toMatch(/^opstwin_[0-9A-Za-z]{11}_[0-9A-Za-z]{49}$/);
    expect(shown).toMatchObject({ name: 'Ünïted ✓', roles: ['viewer'], twins: null, created_by: 'admin' });
    expect(shown).toMatchObject({ expires_at: null, last_used_at: null, last_used_from: null, revoked_at: null });

    const secret = key.split('_')[2] ?? '';
    const got = await server.get(`/api-keys/${shown.key_id}`, admin);
    expect(got.body).toEqual(shown);
    const { rows } = await database.query('SELECT row_to_json(api_key)::text AS kept FROM api_key');
    const everything = JSON.stringify([rows, got.body, await readLog(server, ['ApiKeyCreated']), server.output]);
    expect(everything).toContain(shown.prefix.split('_')[1]);
    expect(everything).not.toContain(secret);
    expect((await me({ 'x-api-key': key })).body).toMatchObject({ subject: shown.key_id, roles: ['viewer'] });
  });

  it('is taken in X-API-Key, and as Bearer and Token; X-API-Key wins', async () => {
    const { key, key_id } = await make();
    for (const headers of [
      { 'x-api-key': key },
      { authorization: `Bearer ${key}` },
      { authorization: `Token ${key}` },
      { authorization: `token ${key}` },
      { authorization: 'Basic YTpi', 'x-api-key': key },
      { authorization: `Bearer ${admin}`, 'x-api-key': key },
    ] as Record<string, string>[]) {
      expect((await me(headers)).body).toMatchObject({ subject: key_id });
    }
    expect((await me({ authorization: `Bearer ${key}`, 'x-api-key': 'guess' })).status).toBe(401);
    expect((await me({ authorization: `Basic ${key}` })).status).toBe(401);
  });

  it('permits what its roles permit, on its twins, as the actor that the log names', async () => {
    const { key, key_id } = await make({ twins: ['mine_*'] });
    const ingest = (twin: string) =>
      server.request('POST', '/api/v2/write?bucket=b', {
        body: `${twin},asset_id=tool,twin_id=${twin} a=1`,
        headers: { authorization: `Token ${key}`, 'content-type': 'text/plain' },
      });
    expect((await ingest('mine_1')).status).toBeLessThan(300);
    expect((await ingest('yours_1')).status).toBe(403);
    const appended = (await readLog(server, ['TelemetryAppended'])) as Signed[];
    expect(appended.map(({ actor, twin_id }) => [actor, twin_id])).toEqual([[key_id, 'mine_1']]);
    expect((await server.get('/api-keys', undefined, { 'x-api-key': key })).status).toBe(403);
  });

  it('is refused with any of its characters changed', async () => {
    const { key } = await make();
    const some = [...changedTexts(key)].filter((changed, i) => i % 41 === 0 && /^[ -~]*\S$/.test(changed));
    expect(some.length).toBeGreaterThan(5);
    for (const changed of some) expect([changed, await statusOf(changed)]).toEqual([changed, 401]);
    // Its checksum is right, and so is its prefix.
    const other = await make();
    await database.query(`UPDATE api_key SET digest = sha256('another') WHERE id = $1`, [other.key_id]);
    expect(await statusOf(other.key)).toBe(401);
    expect(await statusOf(key)).toBe(200);
  });

  it('ends when it expires, though it was remembered', async () => {
    const { key } = await make({ expires_at: new Date(Date.now() + 2500).toISOString() });
    expect(await statusOf(key)).toBe(200);
    await sleep(2600);
    expect(await statusOf(key)).toBe(401);
  });

  it('tells when and from where it was used last, without waiting for that', async () => {
    const { key, key_id } = await make();
    const before = Date.now();
    await statusOf(key);
    const used = await waitFor('the use', async () => {
      const { body } = await server.get<ApiKeyDto>(`/api-keys/${key_id}`, admin);
      return body.last_used_at === null ? undefined : body;
    });
    expect(Date.parse(used.last_used_at ?? '')).toBeGreaterThanOrEqual(before);
    expect(used.last_used_from).toBe('127.0.0.1');
    await statusOf(key);
    await sleep(2500);
    expect((await server.get<ApiKeyDto>(`/api-keys/${key_id}`, admin)).body.last_used_at).toBe(used.last_used_at);
  });

  it('is gone within a second of its revocation, stays listed, and the log tells', async () => {
    const { key, key_id } = await make({ name: 'short-lived' });
    expect(await statusOf(key)).toBe(200);
    expect((await revoke(key_id)).status).toBe(204);
    expect(await statusOf(key)).toBe(401);
    expect((await revoke(key_id)).status).toBe(204);
    const { body } = await server.get<ApiKeyDto>(`/api-keys/${key_id}`, admin);
    expect(Date.parse(body.revoked_at ?? '')).toBeLessThanOrEqual(Date.now());
    const events = (await readLog(server, ['ApiKeyRevoked'])) as Signed[];
    expect(events.map(({ data, actor }) => [data, actor])).toEqual([[{ key_id, name: 'short-lived' }, 'admin']]);
  });

  it.each([
    [{ roles: [] }, '/roles arrayMinSize'],
    [{ roles: ['root'] }, '/roles/0 unknown-role'],
    [{ roles: ['constructor'] }, '/roles/0 unknown-role'],
    [{ roles: 'admin' }, '/roles isArray'],
    [{ name: '' }, '/name matches'],
    [{ name: 'a\0b' }, '/name matches'],
    [{ twins: [] }, '/twins arrayMinSize'],
    [{ twins: ['a/b'] }, '/twins matches'],
    [{ expires_at: '2020-01-01T00:00:00Z' }, '/expires_at past'],
    [{ expires_at: 'tomorrow' }, '/expires_at isIso8601'],
    [{ key: 'mine' }, '/key unknown-field'],
  ])('is not made of %j', async (change, expected) => {
    const answer = await server.post<{ errors: { pointer: string; code: string }[] }>(
      '/api-keys',
      { name: 'a', roles: ['viewer'], ...change },
      admin,
    );
    expect(answer.status).toBe(422);
    expect(answer.body.errors.map(({ pointer, code }) => `${pointer} ${code}`)).toContain(expected);
  });

  it('reaches no more twins than who makes or revokes it, and is made by admins only', async () => {
    const limited = server.token('admin', { twins: ['line_*'] });
    await make({ twins: ['line_1', 'line_2*'] }, limited);
    for (const twins of [undefined, null, ['*'], ['line_1', 'oven_1'], ['line*']]) {
      const answer = await server.post('/api-keys', { name: 'a', roles: ['viewer'], twins }, limited);
      expect([twins, answer.status]).toEqual([twins, 403]);
    }
    const everywhere = await make();
    expect((await revoke(everywhere.key_id, limited)).status).toBe(403);
    expect(await statusOf(everywhere.key)).toBe(200);
    for (const role of ['viewer', 'agent', 'executor', 'supervisor']) {
      expect((await server.post('/api-keys', { name: 'a', roles: ['viewer'] }, server.token(role))).status).toBe(403);
    }
    expect((await server.get('/api-keys')).status).toBe(401);
  });

  it('is listed newest first in pages, and only in its tenant', async () => {
    const made = [await make({ expires_at: FAR }), await make(), await make()].map(({ key_id }) => key_id).reverse();
    const first = await server.get<ApiKeyPageDto>('/api-keys?limit=2', admin);
    const token = first.body.next_page_token ?? '';
    const second = await server.get<ApiKeyPageDto>(`/api-keys?limit=1&page_token=${token}`, admin);
    expect([...first.body.items, ...second.body.items].map(({ key_id }) => key_id)).toEqual(made);
    expect(second.body.items[0]?.expires_at).toBe(FAR);
    expect(first.text).not.toContain('"key"');

    const other = server.token('admin', { tenant: 'other' });
    expect((await server.get(`/api-keys/${made[0] ?? ''}`, other)).status).toBe(404);
    expect((await revoke(made[0] ?? '', other)).status).toBe(404);
    expect((await server.get<ApiKeyPageDto>('/api-keys', other)).body.items).toEqual([]);
    expect((await server.post('/api-keys', { name: 'a', roles: ['viewer'] }, other)).status).toBe(404);
  });
});

describe('a revocation', () => {
  function revocation(client: pg.Client, kind: string, id: string): Promise<unknown> {
    return client.query(
      `INSERT INTO revocation (tenant, kind, id, at) VALUES ('default', $1, $2, now())
       ON CONFLICT (tenant, kind, id) DO UPDATE SET at = excluded.at, written_in = pg_current_xact_id()`,
      [kind, id],
    );
  }

  it('by another process takes effect within a second, in whatever order they commit', async () => {
    const late = new pg.Client({ connectionString: await server.databaseUrl() });
    await late.connect();
    const [first, second] = [await make(), await make()];
    expect([await statusOf(first.key), await statusOf(second.key)]).toEqual([200, 200]);
    await late.query('BEGIN');
    await revocation(late, 'key', first.key_id);
    await revocation(database, 'key', second.key_id);
    await refused('the second', { 'x-api-key': second.key });
    await sleep(1200);
    expect(await statusOf(first.key)).toBe(200);
    await late.query('COMMIT');
    await refused('the first', { 'x-api-key': first.key });
    await late.end();
  });

  (SERVICES ? it : it.skip)('by one process is known to another one within a second', async () => {
    const other = await server.sibling({ JWT_JWKS_URL: '', JWT_JWKS_ISSUER: '', JWT_JWKS_AUDIENCE: '' });
    const { key, key_id } = await make();
    const there = () => other.get('/auth/me', undefined, { 'x-api-key': key });
    expect((await there()).status).toBe(200);
    await revoke(key_id);
    await waitFor('the other process', async () => (await there()).status === 401, SECOND);
    await other.terminate();
  });

  it('of a subject concerns what was issued before it, a remembered token too, and not what comes after', async () => {
    const before = server.token('viewer', { subject: 'bob' });
    const bearer = { authorization: `Bearer ${before}` };
    expect((await me(bearer)).status).toBe(200);
    await revocation(database, 'subject', 'bob');
    await sleep(5);
    const after = server.token('viewer', { subject: 'bob' });
    await refused('the token', bearer);
    expect((await me({ authorization: `Bearer ${after}` })).status).toBe(200);
    await revocation(database, 'subject', 'bob');
    await refused('the later one', { authorization: `Bearer ${after}` });
  });

  it('is known again after a restart', async () => {
    const before = server.token('viewer', { subject: 'eve' });
    await revocation(database, 'subject', 'eve');
    await database.end();
    await server.terminate();
    await server.restart();
    database = new pg.Client({ connectionString: await server.databaseUrl() });
    await database.connect();
    expect((await me({ authorization: `Bearer ${before}` })).status).toBe(401);
  });

  it('that cannot be read is told of in the log, while those that are known stand', async () => {
    const token = server.token('viewer', { subject: 'mallory' });
    await revocation(database, 'subject', 'mallory');
    await refused('the token', { authorization: `Bearer ${token}` });
    await database.query('ALTER TABLE revocation RENAME TO revocation_away');
    try {
      await waitFor('the warning', () => Promise.resolve(server.output.includes('cannot be read from the database')));
      expect((await me({ authorization: `Bearer ${token}` })).status).toBe(401);
      expect((await me({ authorization: `Bearer ${admin}` })).status).toBe(200);
    } finally {
      await database.query('ALTER TABLE revocation_away RENAME TO revocation');
    }
    await waitFor('the all-clear', () => Promise.resolve(server.output.includes('credentials are read again')));
  });
});

describe('a token of the OpenID provider', () => {
  async function sign(claims: object, kid = 'RS256'): Promise<Record<string, string>> {
    return { authorization: `Bearer ${await provider.sign(kid, { ...claims })}` };
  }

  it('stands for its subject, apart from users of that name, with the roles and twins that its claims map to', async () => {
    const answer = await me(
      await sign({ sub: 'admin', realm_access: { roles: ['operators', 'admin'] }, twins: ['line_*'] }),
    );
    expect(answer.body).toMatchObject({
      subject: 'oidc:admin',
      tenant: 'default',
      roles: ['supervisor'],
      twins: ['line_*'],
    });
    const powerless = await sign({ realm_access: { roles: ['admin'] }, twins: ['*'] });
    expect((await server.get('/twins', undefined, powerless)).status).toBe(403);
  });

  it('is refused when it is another service’s, expired, or says that it is one of ours', async () => {
    const roles = { realm_access: { roles: ['plant-admins'] } };
    expect((await me(await sign({ ...roles, aud: 'shop' }))).status).toBe(401);
    expect((await me(await sign({ ...roles, exp: Math.floor(Date.now() / 1000) - 1 }))).status).toBe(401);
    expect((await me(await sign({ ...roles, iss: 'opstwin', aud: 'opstwin', tenant: 'default' }))).status).toBe(401);
    const good = await provider.sign('RS256', roles);
    expect((await me({ authorization: `Bearer ${good}` })).status).toBe(200);
    expect((await me({ 'x-api-key': good })).status).toBe(200);
    // The last character of an RSA signature of 256 bytes has four bits that mean nothing.
    const alike = good.slice(0, -1) + String.fromCharCode(good.charCodeAt(good.length - 1) + 1);
    expect(Buffer.from(alike.split('.')[2] ?? '', 'base64url')).toEqual(
      Buffer.from(good.split('.')[2] ?? '', 'base64url'),
    );
    expect((await me({ authorization: `Bearer ${alike}` })).status).toBe(401);
  });

  it('is taken when the provider has changed its keys, without a restart', async () => {
    await provider.publish('rotated', 'ES256');
    provider.keys.delete('RS256');
    const headers = await sign({ realm_access: { roles: ['operators'] } }, 'rotated');
    await waitFor('the new key', async () => (await me(headers)).status === 200, { timeoutMs: 10_000, everyMs: 200 });
    await provider.close();
    const next = await sign({ realm_access: { roles: ['operators'] }, sub: 'bob' }, 'rotated');
    expect((await me(next)).body).toMatchObject({ subject: 'oidc:bob' });
  });

  it('can be revoked by its subject', async () => {
    const headers = await sign({ sub: 'leaver', realm_access: { roles: ['operators'] } }, 'rotated');
    expect((await me(headers)).status).toBe(200);
    await sleep(1000);
    await database.query(
      `INSERT INTO revocation (tenant, kind, id, at) VALUES ('default', 'subject', 'oidc:leaver', now())`,
    );
    await refused('the token', headers);
  });
});

(SERVICES ? describe.skip : describe)('a device on the embedded broker', () => {
  async function device(password: string): Promise<MqttClient> {
    const client = await connectAsync(server.mqttUrl, { username: 'device', password, reconnectPeriod: 0 }, false);
    client.on('error', () => undefined);
    return client;
  }

  function closing(client: MqttClient): Promise<void> {
    return new Promise((resolve) => client.once('close', resolve));
  }

  function publish(client: MqttClient, twin: string, tenant = 'default'): Promise<unknown> {
    const topic = `${server.namespace}/${tenant}/${twin}/tool/telemetry`;
    const closed = closing(client).then(() => 'closed');
    const sent = client.publishAsync(topic, '{"metrics":{"a":1}}', { qos: 1 }).then(() => 'stored');
    return Promise.race([closed, sent.catch(() => 'closed')]);
  }

  it('logs in with a key as its password, and publishes for the twins of the key only', async () => {
    const { key } = await make({ twins: ['mqtt_*'] });
    const client = await device(key);
    expect(await publish(client, 'mqtt_1')).toBe('stored');
    expect(await publish(client, 'other_1')).toBe('closed');
    expect(await publish(await device(key), 'mqtt_1', 'other')).toBe('closed');
    await expect(device(`${key.slice(0, -1)}#`)).rejects.toThrow(/not authorized/i);
    const reader = await make({ roles: ['viewer'] });
    expect(await publish(await device(reader.key), 'mqtt_1')).toBe('closed');
  });

  it('loses its connection within seconds when its key is revoked, though it only listens', async () => {
    const { key, key_id } = await make();
    const client = await device(key);
    await client.subscribeAsync(`${server.namespace}/default/#`);
    const closed = closing(client);
    const begun = performance.now();
    await revoke(key_id);
    await closed;
    expect(performance.now() - begun).toBeLessThan(4000);
    await expect(device(key)).rejects.toThrow(/not authorized/i);
  });

  it('loses it when its key expires, and when the subject of its token is revoked', async () => {
    const { key } = await make({ expires_at: new Date(Date.now() + 2500).toISOString() });
    const token = server.token('executor', { subject: 'old_gateway' });
    const clients = await Promise.all([key, token].map(device));
    const closed = Promise.all(clients.map(closing));
    await database.query(
      `INSERT INTO revocation (tenant, kind, id, at) VALUES ('default', 'subject', 'old_gateway', now())`,
    );
    const begun = performance.now();
    await closed;
    expect(performance.now() - begun).toBeLessThan(5000);
  });
});
