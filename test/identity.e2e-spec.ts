import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { hash } from '@node-rs/argon2';
import { TOTP } from 'otpauth';
import { LogWriter } from './harness/log-writer.js';
import { readLog } from './harness/log-reader.js';
import { OpsTwinProcess } from './harness/opstwin-process.js';
import { SERVICES } from './harness/services.js';
import { waitFor } from './harness/wait-for.js';

interface Tokens {
  readonly access_token: string;
  readonly token_type: string;
  readonly expires_in: number;
  readonly refresh_token: string;
}

interface User {
  readonly user_id: string;
  readonly username: string;
  readonly roles: string[];
  readonly twins: string[] | null;
  readonly disabled: boolean;
  readonly second_factor: boolean;
}

interface Problem {
  readonly type: string;
  readonly detail: string;
  readonly errors: { pointer: string; code: string }[];
}

type LoginFields = Readonly<Record<string, string>>;

const PASSWORD = 'correct horse battery staple';
const OTHER_PASSWORD = 'another horse, another staple';
const PATCH = { 'content-type': 'application/merge-patch+json' };

let server: OpsTwinProcess;
let database: LogWriter;
let admin: string;
/** Everything that must stand in no answer but the one that gave it, in no event and in no line of the log. */
const secrets = new Set([PASSWORD, OTHER_PASSWORD, '$argon2id$']);
let addresses = 0;

beforeAll(async () => {
  server = await OpsTwinProcess.start({ OPSTWIN_TRUST_PROXY: '127.0.0.1,::1', LOG_LEVEL: 'trace' });
  database = await LogWriter.connect(await server.databaseUrl());
  admin = server.token('admin');
});

afterAll(async () => {
  await database.close();
  await server.stop();
});

/** Logs in from an address that nobody else comes from, unless one is given. */
async function login(username: string, password: string, fields: LoginFields = {}, from?: string) {
  const address = from ?? `10.1.${Math.floor(++addresses / 250)}.${(addresses % 250) + 1}`;
  const headers = { 'x-forwarded-for': address };
  const answer = await server.post<Tokens & Problem>(
    '/auth/login',
    { username, password, ...fields },
    undefined,
    headers,
  );
  if (answer.status === 200) keep(answer.body);
  return answer;
}

function keep(tokens: Tokens): Tokens {
  secrets.add(tokens.access_token).add(tokens.refresh_token);
  return tokens;
}

async function loggedIn(username: string, password = PASSWORD, fields: LoginFields = {}): Promise<Tokens> {
  const { status, body, text } = await login(username, password, fields);
  if (status !== 200) throw new Error(`POST /auth/login: ${status} ${text}`);
  return body;
}

async function refresh(refresh_token: string) {
  const answer = await server.post<Tokens & Problem>('/auth/refresh', { refresh_token });
  if (answer.status === 200) keep(answer.body);
  return answer;
}

async function makeUser(username: string, fields: object = {}): Promise<User> {
  const body = { username, password: PASSWORD, roles: ['viewer'], ...fields };
  const { status, body: user, text } = await server.post<User>('/users', body, admin);
  if (status !== 201) throw new Error(`POST /users: ${status} ${text}`);
  return user;
}

function patch<Body = User>(id: string, body: object, headers: Record<string, string> = {}, token = admin) {
  return server.request<Body>('PATCH', `/users/${id}`, { token, body, headers: { ...PATCH, ...headers } });
}

function remove(path: string, token = admin, body?: object) {
  return server.request<Problem>('DELETE', path, { token, ...(body && { body }) });
}

async function me(token: string): Promise<number> {
  return (await server.get('/auth/me', token)).status;
}

async function events(type: string, username: string) {
  const all = await readLog(server, [type]);
  return all.filter(({ data }) => data.username === username).map(({ data }) => data);
}

/** As if the last rotations of a user's tokens were so long ago. */
async function age(username: string, seconds: number): Promise<void> {
  await database.rows(
    `UPDATE refresh_token SET used_at = used_at - make_interval(secs => $2) FROM user_session, app_user
     WHERE session = user_session.id AND user_id = app_user.id AND username = $1`,
    [username, seconds],
  );
}

/** Processor time that the server has used, in hundredths of a second (proc(5)). */
async function cpuTicks(): Promise<number> {
  const stat = await readFile(`/proc/${server.pid ?? ''}/stat`, 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return Number(fields[11]) + Number(fields[12]);
}

const onLinux = process.platform === 'linux' ? it : it.skip;

describe('users', () => {
  it('are made, shown and listed by admins, without their hashes', async () => {
    const { status, body, headers } = await server.post<User>(
      '/users',
      { username: 'ada', password: PASSWORD, roles: ['agent'], twins: ['line_*'] },
      admin,
    );
    expect([status, headers.get('location'), headers.get('etag')]).toEqual([201, `/users/${body.user_id}`, '"1"']);
    expect(body).toEqual({
      user_id: expect.stringMatching(/^usr_[0-9A-Z]{26}$/),
      username: 'ada',
      roles: ['agent'],
      twins: ['line_*'],
      disabled: false,
      second_factor: false,
      revision: 1,
      created_at: expect.any(String),
      updated_at: expect.any(String),
    });
    expect((await server.get(`/users/${body.user_id}`, admin)).body).toEqual(body);
    const first = await server.get<{ items: User[]; next_page_token: string }>('/users?limit=1', admin);
    const rest = await server.get<{ items: User[] }>(`/users?page_token=${first.body.next_page_token}`, admin);
    expect([...first.body.items, ...rest.body.items].map(({ username }) => username)).toEqual(['ada', 'admin']);
    expect(await events('UserCreated', 'ada')).toHaveLength(1);
  });

  it('give their tokens the roles and twins', async () => {
    const { body } = await server.get('/auth/me', (await loggedIn('ada')).access_token);
    expect(body).toMatchObject({ subject: 'ada', roles: ['agent'], twins: ['line_*'] });
  });

  it.each<[string, object, string]>([
    ['a short password', { password: 'short' }, '/password'],
    ['a long password', { password: 'x'.repeat(1025) }, '/password'],
    ['the name as the password', { username: 'Grace.Hopper', password: 'grace.hopper' }, '/password'],
    ['an unknown role', { roles: ['viewer', 'king'] }, '/roles/1'],
    ['a role of objects', { roles: ['constructor'] }, '/roles/0'],
    ['a glob with other characters', { twins: ['a b'] }, '/twins'],
    ['a name like that of a key', { username: 'key_01JD4ZK2V8Q6W9Y3N5B7C1D0EF' }, '/username'],
    ['an unknown field', { password_hash: 'x' }, '/password_hash'],
  ])('are refused with %s', async (_, fields, pointer) => {
    const body = { username: 'grace', password: PASSWORD, roles: ['viewer'], ...fields };
    const answer = await server.post<Problem>('/users', body, admin);
    expect([answer.status, answer.body.errors.map((fault) => fault.pointer)]).toEqual([422, [pointer]]);
  });

  it('are refused when the name is taken, and are for admins of all twins', async () => {
    const body = { username: 'ada', password: PASSWORD, roles: ['viewer'] };
    expect((await server.post('/users', body, admin)).status).toBe(409);
    for (const role of ['viewer', 'agent', 'executor', 'supervisor']) {
      expect((await server.get('/users', server.token(role))).status).toBe(403);
    }
    const limited = server.token('admin', { twins: ['line_*'] });
    expect((await server.get('/users', limited)).status).toBe(403);
    expect((await server.post('/users', body, limited)).status).toBe(403);
  });

  it('are not made, changed or taken over by somebody who may do less than they', async () => {
    const { user_id } = await makeUser('powerful', { roles: ['supervisor'] });
    const role = { permissions: ['read', 'administer'], inherits: [] };
    expect((await server.request('PUT', '/roles/user-manager', { token: admin, body: role })).status).toBeLessThan(300);
    const manager = await waitFor('the role', async () => {
      const token = server.token('user-manager');
      return (await server.get('/users', token)).status === 200 && token;
    });
    const body = { username: 'puppet', password: PASSWORD, roles: ['admin'] };
    expect((await server.post('/users', body, manager)).status).toBe(403);
    expect((await server.post(`/users/${user_id}/password`, { password: OTHER_PASSWORD }, manager)).status).toBe(403);
    expect((await patch(user_id, { disabled: true }, {}, manager)).status).toBe(403);
    expect((await remove(`/users/${user_id}`, manager)).status).toBe(403);
    expect((await server.post('/users', { ...body, roles: ['viewer'] }, manager)).status).toBe(201);
  });

  it('are of their tenant only', async () => {
    const { user_id } = await makeUser('tenant.member');
    const stranger = server.token('admin', { tenant: 'other' });
    expect((await server.get(`/users/${user_id}`, stranger)).status).toBe(404);
    expect((await patch(user_id, { disabled: true }, {}, stranger)).status).toBe(404);
    expect((await remove(`/users/${user_id}`, stranger)).status).toBe(404);
    expect((await server.get(`/users/${user_id}/logins`, stranger)).status).toBe(404);
    expect((await server.post(`/users/${user_id}/password`, { password: OTHER_PASSWORD }, stranger)).status).toBe(404);
  });

  it('change by merge patch, which ends their sessions', async () => {
    const { user_id } = await makeUser('patched', { twins: ['line_*'] });
    const { access_token, refresh_token } = await loggedIn('patched');
    const { status, body, headers } = await patch(user_id, { roles: ['supervisor'], twins: null });
    expect([status, headers.get('etag'), body.roles, body.twins]).toEqual([200, '"2"', ['supervisor'], null]);
    expect(await me(access_token)).toBe(401);
    expect((await refresh(refresh_token)).status).toBe(401);
    expect(await events('UserUpdated', 'patched')).toMatchObject([{ changed: ['roles', 'twins'], twins: null }]);
    expect(await events('SessionRevoked', 'patched')).toMatchObject([{ reason: 'access_changed', sessions: 1 }]);
    expect(await me((await loggedIn('patched')).access_token)).toBe(200);
  });

  it('stay as they are, with their sessions, under a patch that changes nothing', async () => {
    const { user_id } = await makeUser('unchanged');
    const { access_token } = await loggedIn('unchanged');
    const { headers } = await patch(user_id, { roles: ['viewer'], disabled: false });
    expect(headers.get('etag')).toBe('"1"');
    expect(await me(access_token)).toBe(200);
    for (const body of [{ roles: null }, { disabled: null }, { username: 'x' }, { roles: ['king'] }]) {
      expect((await patch(user_id, body)).status).toBe(422);
    }
  });

  it('are not changed by whoever read an older revision', async () => {
    const { user_id } = await makeUser('matched');
    expect((await patch(user_id, { roles: ['agent'] }, { 'if-match': '"1"' })).status).toBe(200);
    const stale = await patch<Problem>(user_id, { roles: ['executor'] }, { 'if-match': '"1"' });
    expect([stale.status, stale.body.type]).toEqual([412, '/problems/precondition-failed']);
    const headers = { 'if-match': '"1"' };
    expect((await server.request('DELETE', `/users/${user_id}`, { token: admin, headers })).status).toBe(412);
    expect((await patch(user_id, { roles: ['executor'] }, { 'if-match': '"2"' })).status).toBe(200);
  });

  it('lose their sessions and other tokens when they are disabled, and come back when they are enabled', async () => {
    const { user_id } = await makeUser('disabled');
    const { access_token, refresh_token } = await loggedIn('disabled');
    const minted = server.token('viewer', { subject: 'disabled' });
    await patch(user_id, { disabled: true });
    expect([await me(access_token), await me(minted)]).toEqual([401, 401]);
    expect((await refresh(refresh_token)).status).toBe(401);
    expect((await login('disabled', PASSWORD)).status).toBe(401);
    await patch(user_id, { disabled: false });
    expect(await me((await loggedIn('disabled')).access_token)).toBe(200);
  });

  it('lose their sessions when they are removed', async () => {
    const { user_id } = await makeUser('removed');
    const { access_token, refresh_token } = await loggedIn('removed');
    expect((await remove(`/users/${user_id}`)).status).toBe(204);
    expect([await me(access_token), (await refresh(refresh_token)).status]).toEqual([401, 401]);
    expect((await server.get(`/users/${user_id}`, admin)).status).toBe(404);
    expect(await events('UserRemoved', 'removed')).toEqual([{ user_id, username: 'removed' }]);
    await makeUser('removed');
    expect(await me((await loggedIn('removed')).access_token)).toBe(200);
    expect(await me(access_token)).toBe(401);
  });

  it('get another password by an admin, which ends their sessions', async () => {
    const { user_id } = await makeUser('forgetful');
    const { access_token } = await loggedIn('forgetful');
    const path = `/users/${user_id}/password`;
    expect((await server.post(path, { password: 'short' }, admin)).status).toBe(422);
    expect((await server.post(path, { password: OTHER_PASSWORD }, admin)).status).toBe(204);
    expect(await me(access_token)).toBe(401);
    expect((await login('forgetful', PASSWORD)).status).toBe(401);
    await loggedIn('forgetful', OTHER_PASSWORD);
    expect(await events('UserUpdated', 'forgetful')).toMatchObject([{ changed: ['password'] }]);
  });
});

describe('the last admin', () => {
  it('stays, whatever is tried, and also when two try to remove each other at once', async () => {
    const list = await server.get<{ items: User[] }>('/users', admin);
    const first = list.body.items.find(({ username }) => username === 'admin')?.user_id ?? '';
    for (const change of [{ disabled: true }, { roles: ['viewer'] }, { twins: ['line_*'] }]) {
      expect((await patch(first, change)).status).toBe(409);
    }
    expect((await remove(`/users/${first}`)).status).toBe(409);

    const second = await makeUser('second.admin', { roles: ['admin'] });
    const third = await makeUser('third.admin', { roles: ['admin'] });
    const token = server.token('admin', { subject: 'a keeper' });
    expect((await patch(first, { disabled: true }, {}, token)).status).toBe(200);
    const answers = await Promise.all([
      patch(second.user_id, { roles: ['viewer'] }, {}, token),
      remove(`/users/${third.user_id}`, token),
    ]);
    expect(answers.map(({ status }) => status).filter((status) => status === 409)).toHaveLength(1);
    await patch(first, { disabled: false }, {}, token);
    for (const { user_id } of [second, third]) await remove(`/users/${user_id}`, token);
    admin = server.token('admin');
  });
});

describe('logging in', () => {
  it('gives an access token for a quarter of an hour, and a refresh token', async () => {
    await makeUser('lovelace');
    const { status, body, headers } = await login('lovelace', PASSWORD);
    expect([status, body.token_type, body.expires_in]).toEqual([200, 'Bearer', 900]);
    expect(headers.get('cache-control')).toBe('no-store');
    expect(Buffer.from(body.refresh_token, 'base64url')).toHaveLength(32);
    expect(await me(body.access_token)).toBe(200);
  });

  it('answers an unknown user, a wrong password and a disabled user alike', async () => {
    const { user_id } = await makeUser('alike');
    await patch(user_id, { disabled: true });
    const answers = [
      await login('nobody', PASSWORD),
      await login('lovelace', 'a wrong password'),
      await login('alike', PASSWORD),
      await login('alike', 'a wrong password'),
      await login('lovelace', PASSWORD, { tenant: 'other' }),
      await login('love\0lace', PASSWORD),
    ];
    const [first] = answers;
    for (const { status, body, headers } of answers) {
      const { instance, ...rest } = body as object as Record<string, unknown>;
      expect([status, typeof instance, headers.get('retry-after')]).toEqual([401, 'string', null]);
      expect({ ...rest, instance: '' }).toEqual({ ...first?.body, instance: '' });
    }
  });

  onLinux('takes as much work to refuse an unknown or disabled user as a wrong password', async () => {
    const { user_id } = await makeUser('asleep');
    await patch(user_id, { disabled: true });
    await makeUser('awake');
    const work = async (username: string) => {
      const before = await cpuTicks();
      for (let i = 0; i < 8; i += 1) expect((await login(username, 'a wrong password')).status).toBe(401);
      return (await cpuTicks()) - before;
    };
    const known = await work('awake');
    for (const username of ['nobody.at.all', 'asleep']) expect(await work(username)).toBeGreaterThan(known * 0.4);
  });

  it('is kept in a history, for admins', async () => {
    const { user_id } = await makeUser('historic');
    await login('historic', 'a wrong password', {}, '10.9.9.1');
    await login('historic', PASSWORD, {}, '10.9.9.2');
    const path = `/users/${user_id}/logins`;
    const items = await waitFor('both logins', async () => {
      const { body } = await server.get<{ items: object[] }>(path, admin);
      return body.items.length === 2 && body.items;
    });
    expect(items).toEqual(
      expect.arrayContaining([
        { at: expect.any(String), outcome: 'succeeded', address: '10.9.9.2' },
        { at: expect.any(String), outcome: 'wrong_password', address: '10.9.9.1' },
      ]),
    );
    const page = await server.get<{ items: object[]; next_page_token: string }>(`${path}?limit=1`, admin);
    const next = await server.get<{ items: object[] }>(`${path}?page_token=${page.body.next_page_token}`, admin);
    expect([...page.body.items, ...next.body.items]).toEqual(items);
    expect((await server.get(path, server.token('supervisor'))).status).toBe(403);
  });

  it('makes a new hash of a password whose hash is of other parameters', async () => {
    const { user_id } = await makeUser('old.hash');
    const cheap = await hash(PASSWORD, { memoryCost: 8192, timeCost: 1, parallelism: 1 });
    await database.rows('UPDATE app_user SET password_hash = $2 WHERE id = $1', [user_id, cheap]);
    await loggedIn('old.hash');
    const [row] = await database.rows<{ kept: string }>('SELECT password_hash AS kept FROM app_user WHERE id = $1', [
      user_id,
    ]);
    expect(row?.kept).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    await loggedIn('old.hash');
  });
});

describe('the own password', () => {
  it('changes by the present one, which ends all sessions', async () => {
    await makeUser('changing');
    const { access_token } = await loggedIn('changing');
    const change = (current_password: string, new_password: string) =>
      server.post<Problem>('/auth/password', { current_password, new_password }, access_token);
    expect((await change('a wrong password', OTHER_PASSWORD)).status).toBe(401);
    expect((await change(PASSWORD, 'short')).status).toBe(422);
    expect((await change(PASSWORD, OTHER_PASSWORD)).status).toBe(204);
    expect(await me(access_token)).toBe(401);
    await loggedIn('changing', OTHER_PASSWORD);
    expect((await login('changing', PASSWORD)).status).toBe(401);
  });

  it('is guessed as slowly as by logging in', async () => {
    await makeUser('guessed');
    const { access_token } = await loggedIn('guessed');
    const guess = { current_password: 'a wrong password', new_password: OTHER_PASSWORD };
    const answers = await Promise.all(
      Array.from({ length: 11 }, () => server.post('/auth/password', guess, access_token)),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([...Array<number>(10).fill(401), 429]);
  });

  it('is only changed by whoever has logged in', async () => {
    const body = { current_password: 'the first admin password', new_password: OTHER_PASSWORD };
    expect((await server.post('/auth/password', body, admin)).status).toBe(403);
    expect((await server.post('/auth/logout', undefined, admin)).status).toBe(403);
    expect((await server.post('/auth/second-factor', undefined, admin)).status).toBe(403);
  });
});

describe('a session', () => {
  it('goes on by refresh tokens, each good once', async () => {
    await makeUser('refreshing');
    const first = await loggedIn('refreshing');
    const second = await refresh(first.refresh_token);
    expect([second.status, second.body.expires_in]).toEqual([200, 900]);
    expect(second.body.refresh_token).not.toBe(first.refresh_token);
    expect(await me(second.body.access_token)).toBe(200);
    expect((await refresh(second.body.refresh_token)).status).toBe(200);
  });

  it('ends when a refresh token is used twice, with all that came of it', async () => {
    await makeUser('robbed');
    const first = await loggedIn('robbed');
    const second = (await refresh(first.refresh_token)).body;
    const third = (await refresh(second.refresh_token)).body;
    const bystander = await loggedIn('robbed');
    const again = await refresh(first.refresh_token);
    expect([again.status, again.body.type]).toEqual([401, '/problems/invalid-refresh-token']);
    expect((await refresh(third.refresh_token)).status).toBe(401);
    for (const { access_token } of [first, second, third]) expect(await me(access_token)).toBe(401);
    expect(await me(bystander.access_token)).toBe(200);
    expect(await events('SessionRevoked', 'robbed')).toMatchObject([{ reason: 'refresh_token_reused', sessions: 1 }]);
  });

  it('survives a lost answer: the same request gives the same refresh token for ten seconds', async () => {
    await makeUser('unlucky');
    const { refresh_token } = await loggedIn('unlucky');
    const lost = (await refresh(refresh_token)).body.refresh_token;
    const again = await refresh(refresh_token);
    expect([again.status, again.body.refresh_token]).toEqual([200, lost]);
    await age('unlucky', 11);
    expect((await refresh(refresh_token)).status).toBe(401);
    expect((await refresh(lost)).status).toBe(401);
    expect(await events('SessionRevoked', 'unlucky')).toHaveLength(1);
  });

  it('is refreshed by many at the same instant as if by one', async () => {
    await makeUser('hurried');
    let { refresh_token } = await loggedIn('hurried');
    for (let round = 0; round < 5; round += 1) {
      const token = refresh_token;
      const answers = await Promise.all(Array.from({ length: 8 }, () => refresh(token)));
      expect(answers.map(({ status }) => status)).toEqual(Array(8).fill(200));
      const next = new Set(answers.map(({ body }) => body.refresh_token));
      expect(next.size).toBe(1);
      [refresh_token = ''] = next;
    }
    const rows = await database.rows(
      `SELECT FROM refresh_token JOIN user_session ON session = user_session.id JOIN app_user ON user_id = app_user.id
       WHERE username = 'hurried'`,
    );
    expect(rows).toHaveLength(6);
  });

  it('ends by logging out, and no other with it', async () => {
    await makeUser('leaving');
    const mine = await loggedIn('leaving');
    const other = await loggedIn('leaving');
    expect((await server.post('/auth/logout', undefined, mine.access_token)).status).toBe(204);
    expect([await me(mine.access_token), (await refresh(mine.refresh_token)).status]).toEqual([401, 401]);
    expect([await me(other.access_token), (await refresh(other.refresh_token)).status]).toEqual([200, 200]);
    expect(await events('SessionRevoked', 'leaving')).toMatchObject([{ reason: 'logout', sessions: 1 }]);
  });

  it.each(['x', '3q2-7wAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA', 'a\0b', '💥'])('is not had by %j', async (token) => {
    expect((await refresh(token)).status).toBe(401);
  });

  it('ends with its refresh token after thirty days', async () => {
    await makeUser('away');
    const { refresh_token } = await loggedIn('away');
    const [row] = await database.rows<{ days: number }>(
      `SELECT round(extract(epoch FROM token.expires_at - created_at) / 86400)::int AS days
       FROM refresh_token AS token JOIN user_session ON session = user_session.id
       WHERE user_id = (SELECT id FROM app_user WHERE username = 'away')`,
    );
    expect(row?.days).toBe(30);
    await database.rows(
      `UPDATE refresh_token SET expires_at = now() - interval '1 second' FROM user_session
       WHERE session = user_session.id AND user_id = (SELECT id FROM app_user WHERE username = 'away')`,
    );
    expect((await refresh(refresh_token)).status).toBe(401);
  });
});

describe('guessing passwords', () => {
  /** What the failures of an address are kept by. */
  function keyOf(network: string): Buffer {
    return createHash('sha256')
      .update(JSON.stringify(['address', '*', network]))
      .digest();
  }

  it.each(['throttled', 'a name of nobody'])('takes longer and longer for one account: %s', async (username) => {
    if (username === 'throttled') await makeUser(username);
    const answers = await Promise.all(Array.from({ length: 15 }, () => login(username, 'a wrong password')));
    expect(answers.map(({ status }) => status).sort()).toEqual([
      ...Array<number>(10).fill(401),
      ...Array<number>(5).fill(429),
    ]);
    const waits = answers.flatMap(({ headers }) => headers.get('retry-after') ?? []).map(Number);
    for (const wait of waits) expect(wait).toBeGreaterThan(0);
    expect(Math.max(...waits)).toBeLessThanOrEqual(60);

    await database.rows(
      `UPDATE login_failures SET blocked_until = now() WHERE blocked_until > now() AND tenant <> '*'`,
    );
    expect((await login(username, 'a wrong password')).status).toBe(401);
    const longer = await login(username, PASSWORD);
    expect([longer.status, longer.body.type]).toEqual([429, '/problems/too-many-requests']);
    expect(Number(longer.headers.get('retry-after'))).toBeGreaterThan(60);
  });

  it('is forgiven by a right one', async () => {
    await makeUser('forgiven');
    for (let round = 0; round < 2; round += 1) {
      await Promise.all(Array.from({ length: 9 }, () => login('forgiven', 'a wrong password')));
      await loggedIn('forgiven');
    }
  });

  it('takes long for one address, whatever the accounts, and not for others', async () => {
    const address = '10.200.0.1';
    // As if it had failed before: each guess costs the time of a hash.
    await login('nobody.first', 'a wrong password', {}, address);
    await database.rows('UPDATE login_failures SET failures = failures + 96 WHERE key = $1', [keyOf(address)]);
    const statuses: number[] = [];
    for (const i of [1, 2, 3, 4]) statuses.push((await login(`nobody.${i}`, 'a wrong password', {}, address)).status);
    expect(statuses).toEqual([401, 401, 401, 429]);
    await makeUser('neighbour');
    expect((await login('neighbour', PASSWORD, {}, address)).status).toBe(429);
    await loggedIn('neighbour');
  });

  it('is counted by the first 64 bits of an IPv6 address', async () => {
    for (const i of [1, 2]) await login('nobody.v6', 'a wrong password', {}, `2001:db8:7:7::${i}`);
    const counted = keyOf('2001:db8:7:7::/64');
    const rows = await database.rows('SELECT failures FROM login_failures WHERE key = $1', [counted]);
    expect(rows).toEqual([{ failures: 2 }]);
  });

  (SERVICES ? it : it.skip)('is counted by all processes together', async () => {
    const sibling = await server.sibling();
    const guess = { username: 'everywhere', password: 'a wrong password' };
    const answers = await Promise.all(
      Array.from({ length: 16 }, (_, i) => (i % 2 === 0 ? server : sibling).post('/auth/login', guess)),
    );
    await sibling.terminate();
    expect(answers.filter(({ status }) => status === 401)).toHaveLength(10);
  });
});

describe('the second factor', () => {
  let token: string;
  let totp: TOTP;
  let codes: string[];
  let userId: string;

  /** A code of the step so many after the present one. */
  function code(steps: number): string {
    const generated = totp.generate({ timestamp: Date.now() + steps * 30_000 });
    return generated;
  }

  /** Lets codes of the present steps be used again, as if time had passed. */
  async function forgetSteps(): Promise<void> {
    await database.rows('UPDATE second_factor SET last_step = 0 WHERE user_id = $1', [userId]);
  }

  beforeAll(async () => {
    ({ user_id: userId } = await makeUser('careful'));
    token = (await loggedIn('careful')).access_token;
  });

  it('is of no effect before it is confirmed', async () => {
    expect((await server.post('/auth/second-factor/confirm', { code: '123456' }, token)).status).toBe(409);
    const begun = await server.post<{ otpauth_uri: string; secret: string }>('/auth/second-factor', undefined, token);
    expect(begun.body.otpauth_uri).toMatch(/^otpauth:\/\/totp\/OpsTwin:careful\?.*secret=/);
    expect(begun.headers.get('cache-control')).toBe('no-store');
    secrets.add(begun.body.secret);
    totp = new TOTP({ secret: begun.body.secret });
    await loggedIn('careful');
    expect((await server.get<User>(`/users/${userId}`, admin)).body.second_factor).toBe(false);
  });

  it('is turned on by a code, and gives ten recovery codes once', async () => {
    const wrong = String((Number(code(0)) + 1) % 1_000_000).padStart(6, '0');
    expect((await server.post('/auth/second-factor/confirm', { code: wrong }, token)).status).toBe(401);
    const confirmed = await server.post<{ recovery_codes: string[] }>(
      '/auth/second-factor/confirm',
      { code: code(0) },
      token,
    );
    codes = confirmed.body.recovery_codes;
    for (const one of codes) secrets.add(one);
    expect([confirmed.status, codes.length]).toEqual([200, 10]);
    expect((await server.post('/auth/second-factor', undefined, token)).status).toBe(409);
    expect((await server.get<User>(`/users/${userId}`, admin)).body.second_factor).toBe(true);
    expect(await events('UserUpdated', 'careful')).toMatchObject([{ changed: ['second_factor'] }]);
  });

  it('is asked for after the right password only', async () => {
    const missing = await login('careful', PASSWORD);
    expect([missing.status, missing.body.type]).toEqual([401, '/problems/second-factor-required']);
    const wrong = await login('careful', 'a wrong password');
    expect([wrong.status, wrong.body.type]).toEqual([401, '/problems/invalid-credentials']);
    const wrongCode = await login('careful', PASSWORD, { code: '000000' });
    expect([wrongCode.status, wrongCode.body.type]).toEqual([401, '/problems/invalid-credentials']);
  });

  it('takes each code once, and those of the steps beside the present one', async () => {
    await forgetSteps();
    const before = code(-1);
    expect((await login('careful', PASSWORD, { code: before })).status).toBe(200);
    expect((await login('careful', PASSWORD, { code: before })).status).toBe(401);
    const next = code(1);
    const both = await Promise.all([1, 2, 3].map(() => login('careful', PASSWORD, { code: next })));
    expect(both.map(({ status }) => status).sort()).toEqual([200, 401, 401]);
    expect((await login('careful', PASSWORD, { code: code(3) })).status).toBe(401);
  });

  it('takes each recovery code once, however it is typed', async () => {
    const [first = '', second = ''] = codes;
    await loggedIn('careful', PASSWORD, { code: first });
    expect((await login('careful', PASSWORD, { code: first })).status).toBe(401);
    await loggedIn('careful', PASSWORD, { code: second.toLowerCase().replaceAll('-', ' ') });
  });

  it('is guessed as slowly as a password, and a password without a code forgives nothing', async () => {
    await makeUser('guessed.code');
    const guessed = (await loggedIn('guessed.code')).access_token;
    const begun = await server.post<{ secret: string }>('/auth/second-factor', undefined, guessed);
    secrets.add(begun.body.secret);
    const code = new TOTP({ secret: begun.body.secret }).generate();
    expect((await server.post('/auth/second-factor/confirm', { code }, guessed)).status).toBe(200);
    for (let i = 0; i < 10; i += 1) {
      expect((await login('guessed.code', PASSWORD, { code: 'WRONG' })).status).toBe(401);
      if (i < 9) expect((await login('guessed.code', PASSWORD)).body.type).toBe('/problems/second-factor-required');
    }
    expect((await login('guessed.code', PASSWORD, { code: 'WRONG' })).status).toBe(429);
  });

  it('keeps its secret encrypted and its recovery codes hashed', async () => {
    const [row] = await database.rows<{ sealed: Buffer }>(
      'SELECT sealed_secret AS sealed FROM second_factor WHERE user_id = $1',
      [userId],
    );
    expect(row?.sealed.includes(Buffer.from(totp.secret.bytes))).toBe(false);
    expect(row?.sealed).toHaveLength(12 + 16 + 20);
    const digests = await database.rows<{ digest: Buffer }>('SELECT digest FROM recovery_code WHERE user_id = $1', [
      userId,
    ]);
    expect(digests.map(({ digest }) => digest.length)).toEqual(Array(8).fill(32));
  });

  it('is turned off by the password and a code', async () => {
    const [, , third = '', fourth = ''] = codes;
    const off = (password: string, one: string) => remove('/auth/second-factor', token, { password, code: one });
    expect((await off('a wrong password', third)).status).toBe(401);
    expect((await off(PASSWORD, '000000')).status).toBe(401);
    expect((await off(PASSWORD, third)).status).toBe(204);
    expect((await off(PASSWORD, fourth)).status).toBe(409);
    await loggedIn('careful');
  });

  it('is taken away by an admin', async () => {
    const begun = await server.post<{ secret: string }>('/auth/second-factor', undefined, token);
    secrets.add(begun.body.secret);
    const code = new TOTP({ secret: begun.body.secret }).generate();
    expect((await server.post('/auth/second-factor/confirm', { code }, token)).status).toBe(200);
    const path = `/users/${userId}/second-factor`;
    expect((await remove(path, server.token('supervisor'))).status).toBe(403);
    expect((await remove(path)).status).toBe(204);
    expect((await remove(path)).status).toBe(404);
    await loggedIn('careful');
  });
});

describe('what is kept', () => {
  it('outlives a restart, and no longer than it is needed', async () => {
    const { user_id } = await makeUser('kept');
    const { refresh_token } = await loggedIn('kept');
    await Promise.all(Array.from({ length: 10 }, () => login('kept.out', 'a wrong password')));
    await database.rows(
      `INSERT INTO user_login (tenant, user_id, at, outcome, address)
       SELECT 'default', $1, now() - make_interval(days => days), 'succeeded', '10.0.0.' || days
       FROM unnest(ARRAY[89, 91]) AS days`,
      [user_id],
    );
    await database.rows(`UPDATE user_session SET ended_at = now() - interval '25 hours' WHERE ended_at IS NOT NULL`);
    await database.close();
    await server.terminate();
    await server.restart();
    database = await LogWriter.connect(await server.databaseUrl());

    expect((await refresh(refresh_token)).status).toBe(200);
    expect((await login('kept.out', 'a wrong password')).status).toBe(429);
    const addresses = await waitFor('the old login to be removed', async () => {
      const { body } = await server.get<{ items: { address: string }[] }>(`/users/${user_id}/logins`, admin);
      return body.items.length === 2 && body.items.map(({ address }) => address);
    });
    expect(addresses).toContain('10.0.0.89');
    await waitFor('the ended sessions to be removed', async () => {
      return (await database.rows('SELECT FROM user_session WHERE ended_at IS NOT NULL')).length === 0;
    });
  });
});

describe('secrets', () => {
  it('stand in no answer, in no event and in no line of the log', async () => {
    const list = await server.get<{ items: User[] }>('/users', admin);
    const answers = await Promise.all(
      list.body.items.flatMap(({ user_id }) => [
        server.get(`/users/${user_id}`, admin),
        server.get(`/users/${user_id}/logins`, admin),
      ]),
    );
    const log = JSON.stringify(await readLog(server));
    const told = [list.text, ...answers.map(({ text }) => text), log, server.output].join('\n');
    expect(told).toContain('UserCreated');
    for (const secret of secrets) expect([secret, told.includes(secret)]).toEqual([secret, false]);
  });

  it('are kept as hashes', async () => {
    const kept = await database.rows<{ text: string }>(
      `SELECT row_to_json(app_user)::text AS text FROM app_user UNION ALL
       SELECT row_to_json(refresh_token)::text FROM refresh_token UNION ALL
       SELECT row_to_json(user_session)::text FROM user_session UNION ALL
       SELECT row_to_json(recovery_code)::text FROM recovery_code UNION ALL
       SELECT row_to_json(login_failures)::text FROM login_failures`,
    );
    const text = kept.map((row) => row.text).join('\n');
    for (const secret of secrets) {
      if (secret !== '$argon2id$') expect([secret, text.includes(secret)]).toEqual([secret, false]);
    }
  });
});
