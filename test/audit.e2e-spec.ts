import { execFile } from 'node:child_process';
import { connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { postgresBinaries } from '../src/platform/database/embedded/postgres-binaries.js';
import { unprivilegedUser } from '../src/platform/database/embedded/unprivileged-user.js';
import { LogWriter, TEST_OPERATION, testEvent } from './harness/log-writer.js';
import { OpsTwinProcess } from './harness/opstwin-process.js';
import { SERVICES } from './harness/services.js';
import { waitFor } from './harness/wait-for.js';

interface Entry {
  readonly kind: 'event' | 'access';
  readonly at: string;
  readonly actor: string | null;
  readonly twin_id: string | null;
  readonly correlation_id: string;
  readonly event?: { id: string; cursor: string; ts: string; type: string };
  readonly access?: { method: string; route: string | null; path: string; status: number; problem: string | null };
}

interface Trail {
  readonly items: Entry[];
  readonly next_page_token: string | null;
}

interface Verification {
  readonly ok: boolean;
  readonly checked: number;
  readonly head_hash: string;
  readonly first_break?: string;
}

/** Changed before a restart, to give the server other roles. */
const settings: Record<string, string> = { OPSTWIN_ROLES: 'api', OPSTWIN_TRUST_PROXY: '127.0.0.1,::1' };
let server: OpsTwinProcess;
let writer: LogWriter;
let admin: string;

beforeAll(async () => {
  server = await OpsTwinProcess.start(settings);
  writer = await LogWriter.connect(await server.databaseUrl());
  admin = server.token('admin');
});

afterAll(async () => {
  await writer.close();
  await server.stop();
});

function trail(query = '') {
  return server.get<Trail>(`/audit${query}`, admin);
}

async function ids(query: string): Promise<string[]> {
  return (await trail(query)).body.items.flatMap(({ event }) => event?.id ?? []);
}

function verify(query = '') {
  return server.get<Verification>(`/audit/verify${query}`, admin);
}

function as(actor: string) {
  return { ...TEST_OPERATION, actor };
}

function cursor(position: number): string {
  return String(position).padStart(16, '0');
}

describe('/audit', () => {
  it('tells who did what, newest first', async () => {
    const [first] = await writer.append([testEvent('TwinUpdated', 'line_1')], as('alice'));
    const [second] = await writer.append([testEvent('PolicyPublished', null)], as('bob'));
    const { body } = await trail('?limit=2');
    expect(body.items).toMatchObject([
      { kind: 'event', actor: 'bob', twin_id: null, event: { id: second, actor: 'bob', type: 'PolicyPublished' } },
      { kind: 'event', actor: 'alice', twin_id: 'line_1', event: { id: first, actor: 'alice', type: 'TwinUpdated' } },
    ]);
  });

  it('finds the events of exactly one actor, whatever the name holds', async () => {
    const names = ['alice%', 'al_ce', 'say "hi" \\ ü', 'alice\n'];
    for (const name of names) {
      const [id] = await writer.append([testEvent()], as(name));
      expect(await ids(`?actor=${encodeURIComponent(name)}`)).toEqual([id]);
    }
  });

  it('filters by type, twin and time', async () => {
    const [before] = await writer.append([testEvent('AnalysisRequested', 'oven_9')]);
    const { rows } = await writer.client.query<{ now: Date }>('SELECT clock_timestamp() AS now');
    const now = encodeURIComponent(rows[0]?.now.toISOString() ?? '');
    // The time above is cut to milliseconds, which the event before must not share.
    await new Promise((resolve) => setTimeout(resolve, 5));
    const [after] = await writer.append([testEvent('AnalysisRequested', 'oven_9')]);
    expect(await ids('?type=AnalysisRequested&twin_id=oven_9')).toEqual([after, before]);
    expect(await ids(`?twin_id=oven_9&start=${now}`)).toContain(after);
    expect(await ids(`?twin_id=oven_9&end=${now}`)).not.toContain(after);
    expect(await ids('?twin_id=oven_9&end=2000-01-01T00:00:00%2B01:00')).toEqual([]);
  });

  it('pages without showing an event twice, while the log grows', async () => {
    await writer.append(Array.from({ length: 5 }, () => testEvent('AnalysisRequested', 'paged')));
    const seen: string[] = [];
    let token: string | null = '';
    while (token !== null) {
      const { body }: { body: Trail } = await trail(
        `?twin_id=paged&limit=2${token === '' ? '' : `&page_token=${token}`}`,
      );
      seen.push(...body.items.flatMap(({ event }) => event?.cursor ?? []));
      token = body.next_page_token;
      await writer.append([testEvent('AnalysisRequested', 'paged')]);
    }
    expect(seen).toHaveLength(5);
    expect(seen).toEqual([...new Set(seen)].sort().reverse());
  });

  it('shows a limited credential the events of its twins and of the tenant', async () => {
    const [, mine] = await writer.append([testEvent('TwinUpdated', 'oven_2'), testEvent('TwinUpdated', 'line_2')]);
    const limited = server.token('admin', { twins: ['line_*'] });
    const { body } = await server.get<Trail>('/audit?limit=1', limited);
    expect(body.items.map(({ event }) => event?.id)).toEqual([mine]);
  });

  it.each([
    '?start=yesterday',
    '?type=%27',
    '?actor=%00',
    '?page_token=WzEuNV0',
    '?page_token=WzEsOWUxNSwiYSJd',
    '?kind=x',
    '?status=99',
    '?limit=1001',
    '?x=1',
  ])('refuses %s', async (query) => {
    expect((await trail(query)).status).toBe(422);
  });

  it.each(['/audit', '/audit/verify'])('is for those who administer (%s)', async (path) => {
    expect((await server.get(path)).status).toBe(401);
    expect((await server.get(path, server.token('supervisor'))).status).toBe(403);
  });
});

describe('/audit/verify', () => {
  it('finds the chain good, as a whole and in part', async () => {
    const { body } = await verify();
    expect(body).toMatchObject({ ok: true, head_hash: expect.stringMatching(/^[0-9a-f]{64}$/) });
    expect(body.checked).toBeGreaterThan(10);
    expect((await verify(`?from=${cursor(3)}&to=${cursor(7)}`)).body).toMatchObject({ ok: true, checked: 5 });
    expect((await verify(`?from=${cursor(body.checked)}`)).body).toMatchObject({ ok: true, checked: 1 });
  });

  it('goes through more events than one page', async () => {
    await writer.append(Array.from({ length: 2500 }, () => testEvent()));
    const { body } = await verify();
    expect(body).toMatchObject({ ok: true });
    expect(body.checked).toBeGreaterThan(2500);
  });

  it.each([
    ['changed', 'a body is', `UPDATE event_log SET body = replace(body, 'a test', 'nobody') WHERE position = 20`, 20],
    ['changed', 'a hash is', `UPDATE event_log SET hash = sha256('x') WHERE position = 20`, 20],
    ['missing', 'an event is', `DELETE FROM event_log WHERE position = 20`, 20],
    ['missing', 'the first event is', `DELETE FROM event_log WHERE position = 1`, 1],
    ['columns', 'a type is', `UPDATE event_log SET type = 'TwinCreated' WHERE position = 20`, 20],
    ['columns', 'a twin is', `UPDATE event_log SET twin_id = NULL WHERE position = 20`, 20],
    ['head', 'the hash of the head is', `UPDATE event_head SET hash = sha256('x') WHERE tenant = 'default'`, 0],
    [
      'missing',
      'the newest event is',
      `DELETE FROM event_log WHERE position = (SELECT max(position) FROM event_log)`,
      0,
    ],
    [
      'head',
      'the position of the head is',
      `UPDATE event_head SET position = position - 1 WHERE tenant = 'default'`,
      -1,
    ],
  ])('tells where the chain breaks, and that it is %s, when %s', async (reason, _, statement, position) => {
    const { body: before } = await verify();
    await writer.rows('CREATE TABLE kept_log AS TABLE event_log');
    await writer.rows('CREATE TABLE kept_head AS TABLE event_head');
    await writer.rows(statement);
    const at = position > 0 ? position : before.checked + position;
    const wrong = { ok: false, checked: at - 1, first_break: cursor(at), reason };
    expect((await verify()).body).toMatchObject(wrong);
    expect((await verify(`?to=${cursor(Math.max(at - 1, 0))}`)).body.ok).toBe(true);
    await writer.rows('DELETE FROM event_log');
    await writer.rows('INSERT INTO event_log SELECT * FROM kept_log');
    await writer.rows(
      `UPDATE event_head SET hash = kept_head.hash, position = kept_head.position FROM kept_head
       WHERE event_head.tenant = kept_head.tenant`,
    );
    await writer.rows('DROP TABLE kept_log, kept_head');
    expect((await verify()).body).toEqual(before);
  });

  it('refuses a range that is malformed, backwards, or ahead of the log', async () => {
    expect((await verify('?from=x')).status).toBe(400);
    expect((await verify('?to=x')).status).toBe(400);
    expect((await verify(`?from=${cursor(5)}&to=${cursor(4)}`)).status).toBe(422);
    expect((await verify(`?from=${cursor(9_999_999)}`)).status).toBe(409);
    expect((await verify(`?to=${cursor(9_999_999)}`)).status).toBe(409);
  });
});

describe('requests in /audit', () => {
  function accesses(query = '', token = admin) {
    return server.get<Trail>(`/audit?kind=access&limit=1000${query}`, token);
  }

  async function told(query = '', token = admin): Promise<string[]> {
    const { body } = await accesses(query, token);
    return body.items.map(({ actor, access }) =>
      [actor ?? '-', access?.method, access?.path, access?.status, access?.problem ?? ''].join(' ').trim(),
    );
  }

  it('are those that change something and those that are refused, with who, where and why', async () => {
    const agent = server.token('agent', { subject: 'agent_7' });
    const headers = { 'user-agent': 'a test', 'x-forwarded-for': '203.0.113.9', 'x-request-id': 'req_of_a_test' };
    const scenario = { name: 'x', kpis: 7 };
    expect((await server.post('/sim/scenarios?secret=nobodys', scenario, agent, headers)).status).toBe(422);
    await server.get('/twins/nowhere', agent);
    await server.get('/audit', agent);
    await server.get('/twins', agent);
    await server.get('/nowhere', agent);
    expect(await told('&actor=agent_7')).toEqual([
      'agent_7 GET /audit 403 forbidden',
      'agent_7 GET /twins/nowhere 404 not-found',
      'agent_7 POST /sim/scenarios 422 validation-failed',
    ]);
    const { body } = await accesses('&actor=agent_7&status=422');
    expect(body.items).toEqual([
      {
        kind: 'access',
        at: expect.stringMatching(/^\d{4}-.*Z$/),
        actor: 'agent_7',
        twin_id: null,
        correlation_id: 'req_of_a_test',
        access: {
          method: 'POST',
          route: '/sim/scenarios',
          path: '/sim/scenarios',
          status: 422,
          problem: 'validation-failed',
          address: '203.0.113.9',
          user_agent: 'a test',
          duration_ms: expect.any(Number),
        },
      },
    ]);
    expect(await told('&actor=agent_7&twin_id=nowhere')).toEqual(['agent_7 GET /twins/nowhere 404 not-found']);
  });

  it('are logins with the name and never the password, and telemetry only when it is refused', async () => {
    const login = (username: string, password: string) => server.post('/auth/login', { username, password });
    await login('admin', 'the first admin password');
    await login('mallory', 'a-guess-at-a-password');
    const sensor = server.token('executor', { subject: 'sensor_1' });
    const reading = { twin_id: 'press', asset_id: 'oven', metrics: { t: 1 } };
    expect((await server.post('/telemetry/ingest', reading, sensor)).status).toBe(202);
    expect((await server.post('/telemetry/ingest', { ...reading, metrics: 1 }, sensor)).status).toBe(422);
    expect(await told('&actor=mallory')).toEqual(['mallory POST /auth/login 401 invalid-credentials']);
    expect(await told('&actor=admin&status=200')).toContain('admin POST /auth/login 200');
    expect(await told('&actor=sensor_1')).toEqual(['sensor_1 POST /telemetry/ingest 422 validation-failed']);
    const { text } = await accesses();
    expect(text).not.toContain('a-guess-at-a-password');
    expect(text).not.toContain('the first admin password');
    const { rows } = await writer.client.query<{ row: string }>('SELECT r::text AS row FROM access_record AS r');
    expect(rows.filter(({ row }) => /password [a-z]|a-guess/.test(row))).toEqual([]);
  });

  it('are seen by the admins of their tenant, and those of nobody by the admins of the first one only', async () => {
    await writer.rows(`INSERT INTO tenant (id) VALUES ('other') ON CONFLICT DO NOTHING`);
    await writer.rows(`INSERT INTO event_head (tenant) VALUES ('other') ON CONFLICT DO NOTHING`);
    await server.get('/twins/theirs', server.token('viewer', { tenant: 'other', subject: 'their_viewer' }));
    await server.get('/twins/unknown_caller');
    const others = server.token('admin', { tenant: 'other' });
    expect(await told('', others)).toEqual(['their_viewer GET /twins/theirs 404 not-found']);
    expect(await told('&actor=their_viewer')).toEqual([]);
    expect(await told('&twin_id=unknown_caller')).toEqual(['- GET /twins/unknown_caller 401 unauthenticated']);
  });

  it('are seen by a limited admin when they are about its twins', async () => {
    const reader = server.token('viewer', { subject: 'reader' });
    for (const twin of ['line_77', 'oven_77']) await server.get(`/twins/${twin}`, reader);
    await server.post('/sim/scenarios', {}, server.token('agent', { subject: 'reader' }));
    const limited = server.token('admin', { twins: ['line_*'] });
    expect(await told('', limited)).toEqual(['reader GET /twins/line_77 404 not-found']);
  });

  it('come with the events in one list by time, in pages without repeats or holes', async () => {
    const start = encodeURIComponent(new Date().toISOString());
    const twin = 'mixed_1';
    for (let i = 0; i < 6; i += 1) {
      await writer.append([testEvent('TwinUpdated', twin)]);
      await server.get(`/twins/${twin}`, server.token('viewer', { twins: ['nothing'] }));
      // A request is recorded when its answer has left, which its client may see a moment earlier.
      await sleep(20);
    }
    const whole = (await trail(`?twin_id=${twin}&start=${start}`)).body.items;
    expect(whole.map(({ kind }) => kind)).toEqual(Array(6).fill(['access', 'event']).flat());
    const paged: Entry[] = [];
    let token: string | null = '';
    while (token !== null) {
      const query = `?twin_id=${twin}&start=${start}&limit=5${token === '' ? '' : `&page_token=${token}`}`;
      const { body }: { body: Trail } = await trail(query);
      paged.push(...body.items);
      token = body.next_page_token;
      await server.get(`/twins/${twin}`, server.token('viewer', { twins: ['nothing'] }));
    }
    expect(paged).toEqual(whole);
    const events = (await trail(`?twin_id=${twin}&type=TwinUpdated`)).body.items;
    expect(events).toEqual(whole.filter(({ kind }) => kind === 'event'));
  });
});

describe('the export of /audit', () => {
  const lines = { accept: 'application/x-ndjson' };

  it('is every entry of the range, one per line, in the order of the list', async () => {
    const answer = await server.get('/audit?limit=1', admin, lines);
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'application/x-ndjson']);
    const entries = answer.text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Entry);
    expect(entries.filter(({ kind }) => kind === 'event').length).toBeGreaterThan(2500);
    const { body } = await trail('?limit=1000');
    expect(entries.slice(0, 1000)).toEqual(body.items);
    const refused = await server.get('/audit?status=403', admin, lines);
    expect(refused.text.trimEnd().split('\n')).toHaveLength((await trail('?status=403&limit=1000')).body.items.length);
    expect((await server.get('/audit?actor=nobody_at_all', admin, lines)).text).toBe('');
  });

  it('goes no faster than its client, and no more than two at a time', async () => {
    const large = testEvent('TwinUpdated', 'line_1', { state: { note: 'x'.repeat(20_000) } });
    for (let i = 0; i < 8; i += 1) await writer.append(Array.from({ length: 100 }, () => large));
    const { hostname, port } = new URL(server.url);
    const request = `GET /audit HTTP/1.1\r\nhost: x\r\nauthorization: Bearer ${admin}\r\naccept: application/x-ndjson\r\n\r\n`;
    const slow = [1, 2, 3].map(() => {
      const socket = connect({ host: hostname, port: Number(port) }).pause();
      socket.on('error', () => undefined);
      socket.write(request);
      return socket;
    });
    await sleep(500);
    const full = await waitFor('the exports to wait for their clients', async () => {
      const answer = await server.get('/audit?actor=nobody_at_all', admin, lines);
      return answer.status === 503 && answer;
    });
    expect(full.body.type).toBe('/problems/unavailable');
    for (const socket of slow) socket.destroy();
    await waitFor('room', async () => (await server.get('/audit?actor=nobody_at_all', admin, lines)).status === 200);
  });
});

/** The shared PostgreSQL of the services cannot be stopped under the other suites. */
const withOwnServer = SERVICES ? describe.skip : describe;

withOwnServer('access records', () => {
  async function database(command: 'stop' | 'restart'): Promise<void> {
    const { pg_ctl } = await postgresBinaries();
    const cluster = join(server.dataDirectory, 'postgres');
    const options = ['-D', cluster, '-m', 'fast', '-w', '-l', join(cluster, 'server.log')];
    await promisify(execFile)(pg_ctl, [command, ...options], { ...(await unprivilegedUser()) });
  }

  async function addresses(): Promise<string[]> {
    const { text } = await server.get('/audit?kind=access&status=401&limit=1000', admin);
    return ['203.0.113.50', '203.0.113.51', '203.0.113.52'].filter((address) => text.includes(`"${address}"`));
  }

  it('outlive a stop of the database and of the server, and are dropped by whole months when they are too old', async () => {
    await writer.rows(`CREATE TABLE access_record_2020_01 PARTITION OF access_record
      FOR VALUES FROM ('2020-01-01 00:00:00+00') TO ('2020-02-01 00:00:00+00')`);
    await writer.rows(`INSERT INTO access_record (tenant, at, id, method, path, status, address, request_id, duration_ms)
      VALUES ('default', '2020-01-15', 'old', 'POST', '/old', 200, '', '', 0)`);
    const months = `SELECT 1 FROM pg_inherits WHERE inhparent = 'access_record'::regclass`;
    expect(await writer.rows(months)).toHaveLength(5);

    await database('stop');
    await server.get('/twins', undefined, { 'x-forwarded-for': '203.0.113.50' });
    await database('restart');
    await waitFor('the server to be ready', async () => (await server.get('/health/ready')).status === 200);
    await waitFor('the record of the outage', async () => (await addresses()).length === 1);

    await server.get('/twins', undefined, { 'x-forwarded-for': '203.0.113.51' });
    settings.OPSTWIN_ROLES = 'api,worker';
    await server.terminate();
    await server.restart();
    expect(await addresses()).toEqual(['203.0.113.50', '203.0.113.51']);

    await writer.close();
    writer = await LogWriter.connect(await server.databaseUrl());
    await waitFor('the old month to be dropped', async () => (await writer.rows(months)).length === 4);
    const dropped = 'Dropped the access records up to 2020-02-01';
    await waitFor('the log to tell of it', () => Promise.resolve(server.output.includes(dropped)));
  });
});
