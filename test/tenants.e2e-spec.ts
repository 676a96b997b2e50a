import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import pg from 'pg';
import type { TenantDto, TenantPageDto } from '../src/identity/tenants/tenant.dto.js';
import { MIGRATIONS } from '../migrations/index.js';
import { APPLICATION_ROLE, applicationUrl } from '../src/platform/database/application-role.js';
import { withSetting } from '../src/platform/database/connection-setting.js';
import { createDataSource } from '../src/platform/database/data-source.js';
import { Database } from '../src/platform/database/database.js';
import { migrate } from '../src/platform/database/migrate.js';
import { EventStreamClient } from './harness/event-stream-client.js';
import { readLog } from './harness/log-reader.js';
import { OpsTwinProcess } from './harness/opstwin-process.js';
import { waitFor } from './harness/wait-for.js';
import { fillTenant, PASSWORD } from './tenants/filled-tenant.js';
import { addSomeRow, guardedTables, OF_NO_TENANT, type GuardedTable } from './tenants/guarded-tables.js';

interface Ingested {
  readonly rejected: { readonly index: number; readonly errors: { readonly code: string }[] }[];
}

const FIRST_ADMIN = { username: 'ada', password: PASSWORD };
/** What row-level security says to a write: insufficient_privilege (PostgreSQL, Appendix A). */
const REFUSED = '42501';
/** Within the two seconds that are promised, and the time that a request takes on a busy machine. */
const PROMISED = { timeoutMs: 3000, everyMs: 50 };

let server: OpsTwinProcess;
let operator: string;
let other: string;
/** As a superuser, whom no policy binds. */
let owner: pg.Client;
let tables: GuardedTable[];
let otherNumber: number;

beforeAll(async () => {
  server = await OpsTwinProcess.start();
  operator = server.token('admin');
  other = server.token('admin', { tenant: 'other' });
  owner = new pg.Client({ connectionString: await server.databaseUrl() });
  owner.on('error', () => undefined);
  await owner.connect();
  const made = await make('other', { name: 'The other plant' });
  if (made.status !== 201) throw new Error(made.text);
  await Promise.all([fillTenant(server, 'default', 'alpha'), fillTenant(server, 'other', 'omega')]);
  tables = await guardedTables(owner);
  const { rows } = await owner.query<{ number: string }>(`SELECT number FROM tenant WHERE id = 'other'`);
  otherNumber = Number(rows[0]?.number);
});

afterAll(async () => {
  await owner.end();
  await server.stop();
});

function make(id: string, body: object = {}, token = operator) {
  return server.post<TenantDto>('/tenants', { id, name: id, first_admin: FIRST_ADMIN, ...body }, token);
}

function change(id: string, patch: object, headers: Record<string, string> = {}) {
  const merge = { 'content-type': 'application/merge-patch+json', ...headers };
  return server.request<TenantDto>('PATCH', `/tenants/${id}`, { token: operator, body: patch, headers: merge });
}

function logIn(tenant: string) {
  return server.post<{ access_token: string }>('/auth/login', { tenant, ...FIRST_ADMIN });
}

/** The tenant's own rows in a table, as a condition. */
function of({ owner: expression }: GuardedTable, id: 'default' | 'other'): string {
  if (expression !== 'series_id >> 36') return `${expression} = '${id}'`;
  return `${expression} = ${id === 'default' ? 0 : otherNumber}`;
}

async function count(client: pg.Client, table: GuardedTable, condition: string): Promise<number> {
  const { rows } = await client.query<{ n: number }>(`SELECT count(*)::int AS n FROM ${table.name} WHERE ${condition}`);
  return rows[0]?.n ?? 0;
}

/** Runs a statement that is undone. @returns how many rows it changed, or its SQLSTATE */
async function tried(client: pg.Client, sql: string, parameters: unknown[] = []): Promise<number | string> {
  await client.query('SAVEPOINT tried');
  try {
    return (await client.query(sql, parameters)).rowCount ?? 0;
  } catch (error) {
    return (error as { code: string }).code;
  } finally {
    await client.query('ROLLBACK TO SAVEPOINT tried');
  }
}

describe('tenants', () => {
  it('are made by operators, with an admin who can log in, and a policy and a scenario to begin with', async () => {
    const { body, headers } = await server.get<TenantDto>('/tenants/other', operator);
    expect(body).toMatchObject({ tenant_id: 'other', name: 'The other plant', disabled: false, revision: 1 });
    expect(headers.get('etag')).toBe('"1"');
    const { status, body: session } = await logIn('other');
    expect(status).toBe(200);
    const me = await server.get('/auth/me', session.access_token);
    expect(me.body).toMatchObject({ subject: 'ada', tenant: 'other', roles: ['admin'] });
    const log = await readLog(server, [], { token: other });
    expect(log.slice(0, 2).map(({ type }) => type)).toEqual(['TenantCreated', 'UserCreated']);
    expect(log[0]).toMatchObject({ actor: 'operator:admin', data: { tenant_id: 'other', name: 'The other plant' } });
    expect(log.filter(({ type }) => type === 'PolicyPublished')).toHaveLength(1);
    const { body: scenarios } = await server.get<{ items: { name: string }[] }>('/sim/scenarios', other);
    expect(scenarios.items.map(({ name }) => name)).toEqual(['hold-or-move-setpoint']);
  });

  it('are listed by pages, and there is no second one of an id', async () => {
    expect((await make('another')).status).toBe(201);
    expect((await make('another')).status).toBe(409);
    const first = await server.get<TenantPageDto>('/tenants?limit=2', operator);
    const next = `/tenants?limit=2&page_token=${first.body.next_page_token ?? ''}`;
    const second = await server.get<TenantPageDto>(next, operator);
    const ids = [...first.body.items, ...second.body.items].map(({ tenant_id }) => tenant_id);
    expect(ids).toEqual(['another', 'default', 'other']);
    expect(second.body.next_page_token).toBeNull();
  });

  it.each([
    ['an id that no topic could have', { id: 'a/b' }, '/id'],
    ['the id of the system', { id: '*' }, '/id'],
    ['no name', { name: '' }, '/name'],
    [
      'an admin with a short password',
      { first_admin: { username: 'ada', password: 'short' } },
      '/first_admin/password',
    ],
    [
      'an admin whose name is the password',
      { first_admin: { username: 'adalovelace1', password: 'AdaLovelace1' } },
      '/first_admin/password',
    ],
    ['no admin', { first_admin: null }, '/first_admin'],
    ['what a tenant does not have', { limits: {} }, '/limits'],
  ])('cannot have %s', async (_, body, pointer) => {
    const { status, body: problem } = await make('refused', body);
    expect(status).toBe(422);
    expect((problem as unknown as { errors: { pointer: string }[] }).errors[0]?.pointer).toBe(pointer);
    expect((await server.get('/tenants/refused', operator)).status).toBe(404);
  });

  it('are hidden from everybody else', async () => {
    for (const path of ['/tenants', '/tenants/other', '/tenants/default']) {
      expect((await server.get(path, other)).status).toBe(404);
      expect((await server.get(path, server.token('supervisor'))).status).toBe(403);
      expect((await server.get(path, server.token('admin', { twins: ['alpha_*'] }))).status).toBe(403);
    }
    expect((await make('mine', {}, other)).status).toBe(404);
    expect((await server.get('/tenants/mine', operator)).status).toBe(404);
  });

  it('change when nobody else has changed them since, and tell of it in their own log', async () => {
    await make('renamed');
    expect((await change('renamed', { name: 'Plant three' }, { 'if-match': '"7"' })).status).toBe(412);
    const { status, body, headers } = await change('renamed', { name: 'Plant three' }, { 'if-match': '"1"' });
    expect([status, body.name, headers.get('etag')]).toEqual([200, 'Plant three', '"2"']);
    expect((await change('renamed', { name: 'Plant three' })).headers.get('etag')).toBe('"2"');
    expect((await change('renamed', { name: null })).status).toBe(422);
    expect((await change('gone', { name: 'x' })).status).toBe(404);
    const told = await readLog(server, ['TenantUpdated'], { token: server.token('admin', { tenant: 'renamed' }) });
    expect(told.map(({ data }) => data)).toMatchObject([{ name: 'Plant three', changed: ['name'] }]);
  });
});

describe('a limited tenant', () => {
  it('sends no more requests a minute than it may, whoever sends them, but for telemetry', async () => {
    await make('slow');
    expect((await change('slow', { limits: { requests_per_minute: 3 } })).body.limits.requests_per_minute).toBe(3);
    const ask = (subject: string, tenant = 'slow') => server.get('/twins', server.token('admin', { tenant, subject }));
    const statuses = [];
    for (const subject of ['a', 'b', 'c', 'd']) statuses.push((await ask(subject)).status);
    expect(statuses).toEqual([200, 200, 200, 429]);
    const refused = await ask('e');
    expect(refused.text).toContain('policy \\"tenant\\"');
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await ask('a', 'limited-not')).status).not.toBe(429);
    const one = { twin_id: 't', asset_id: 'a', metrics: { m: 1 } };
    expect((await server.post('/telemetry/ingest', one, server.token('executor', { tenant: 'slow' }))).status).toBe(
      202,
    );
    expect((await change('slow', { limits: { requests_per_minute: null } })).status).toBe(200);
    expect((await ask('a')).status).toBe(200);
    expect((await change('slow', { limits: { requests_per_minute: 0 } })).status).toBe(422);
  });

  it('gets no more twins, assets and series than it may have, reading by reading, and keeps what it has', async () => {
    await make('limited');
    const token = server.token('admin', { tenant: 'limited' });
    const limits = { max_twins: 2, max_series: 3 };
    const { status, body } = await change('limited', { limits });
    expect([status, body.limits]).toMatchObject([200, { max_twins: 2, max_assets: null, max_series: 3 }]);
    const reading = (twin: string, ...metrics: string[]) => ({
      twin_id: twin,
      asset_id: 'a',
      metrics: Object.fromEntries(metrics.map((metric) => [metric, 1])),
    });
    const ingest = async (...readings: object[]) => {
      const answer = await server.post<Ingested>('/telemetry/ingest', readings, token);
      expect([answer.status, answer.status === 202 ? '' : answer.text]).toEqual([202, '']);
      return answer.body.rejected.map(({ index, errors }) => `${index} ${errors.map(({ code }) => code).join()}`);
    };
    const one = reading('t1', 'm', 'n');
    expect(await ingest(one, reading('t2', 'm'), reading('t3', 'm'))).toEqual(['2 quota-exceeded']);
    expect(await ingest(one, reading('t2', 'n'), reading('t1', 'm', 'o'))).toEqual([
      '1 quota-exceeded',
      '2 quota-exceeded',
    ]);
    const twins = await server.get<{ items: { twin_id: string }[] }>('/twins', token);
    expect(twins.body.items.map(({ twin_id }) => twin_id)).toEqual(['t1', 't2']);
    expect((await change('limited', { limits: { max_series: null } })).body.limits).toEqual({
      max_twins: 2,
      max_assets: null,
      max_series: null,
      requests_per_minute: null,
    });
    expect(await ingest(reading('t2', 'n', 'o', 'p'), reading('t3', 'm'))).toEqual(['1 quota-exceeded']);
    expect((await change('limited', { limits: { max_twins: -1 } })).status).toBe(422);
    expect((await change('limited', { limits: null })).status).toBe(422);
    expect((await change('limited', { limits: { max_users: 1 } })).status).toBe(422);
  });
});

describe('a disabled tenant', () => {
  it('is answered 403 whatever it shows, until it is enabled again', async () => {
    await make('resting');
    const { body: session } = await logIn('resting');
    const token = session.access_token;
    const key = await server.post<{ key: string }>('/api-keys', { name: 'k', roles: ['viewer'] }, token);
    const stream = await EventStreamClient.open(server.url, { token });
    expect((await change('resting', { disabled: true })).status).toBe(200);
    const shown = [
      await server.get('/twins', token),
      await server.get('/twins', undefined, { 'x-api-key': key.body.key }),
      await server.post('/telemetry/ingest', [], token),
      await logIn('resting'),
    ];
    expect(shown.map(({ status, body }) => [status, (body as { type?: string }).type])).toEqual(
      shown.map(() => [403, '/problems/tenant-disabled']),
    );
    await waitFor('the stream to end', () => Promise.resolve(stream.ended), PROMISED);
    expect((await server.get('/twins', other)).status).toBe(200);
    expect((await change('resting', { disabled: false })).status).toBe(200);
    expect((await server.get('/twins', token)).status).toBe(200);
  });

  it('is known as such within two seconds to processes that did not disable it', async () => {
    await make('elsewhere');
    const token = server.token('admin', { tenant: 'elsewhere' });
    await owner.query(`UPDATE tenant SET disabled = true WHERE id = 'elsewhere'`);
    await waitFor('the refusal', async () => (await server.get('/twins', token)).status === 403, PROMISED);
  });

  it('is never that of the operators, who could not enable it again', async () => {
    expect((await change('default', { disabled: true })).status).toBe(409);
  });
});

describe('row-level security', () => {
  it('guards every table, but for those of no tenant', async () => {
    const { rows } = await owner.query<{ name: string }>(
      `SELECT relname AS name FROM pg_class
       WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p')
         AND NOT (relrowsecurity AND relforcerowsecurity AND EXISTS (SELECT FROM pg_policy WHERE polrelid = pg_class.oid))
       ORDER BY 1`,
    );
    expect(rows.map(({ name }) => name)).toEqual(OF_NO_TENANT);
    expect(tables.filter(({ partition }) => partition).length).toBeGreaterThan(5);
  });

  it('binds the application, whoever the database knows it as', async () => {
    expect(await owners(owner)).toEqual([APPLICATION_ROLE]);
  });

  it('takes over what an earlier version made as a superuser', async () => {
    const url = new URL(await server.databaseUrl());
    url.pathname = `${url.pathname}_earlier`;
    const name = url.pathname.slice(1);
    await owner.query(`CREATE DATABASE ${name}`);
    const source = await createDataSource(url.href, MIGRATIONS).initialize();
    await migrate(source);
    await source.query('CREATE SCHEMA bullmq; CREATE TABLE bullmq.job (id bigserial, state text)');
    await source.destroy();
    const client = new pg.Client({ connectionString: await applicationUrl(url.href) });
    await client.connect();
    expect(await owners(client)).toEqual([APPLICATION_ROLE]);
    await client.query('DROP TABLE sample, bullmq.job');
    await client.query('SELECT make_event_log_partitions(20)');
    await client.end();
    await owner.query(`DROP DATABASE ${name}`);
  });

  it("shows a tenant its own rows alone, and lets it write no other's, in every table", async () => {
    const client = new pg.Client({ connectionString: await server.databaseUrl() });
    client.on('error', () => undefined);
    await client.connect();
    const wrong: string[] = [];
    const as = (tenant: string) => client.query(`SELECT set_config('opstwin.tenant', $1, true)`, [tenant]);
    await client.query('BEGIN');
    await client.query(`SET LOCAL session_replication_role = 'replica'`);
    const whole = tables.filter(({ partition }) => !partition);
    for (const table of whole) {
      if ((await count(client, table, of(table, 'other'))) > 0) continue;
      await addSomeRow(client, table, table.column === 'series_id' ? String(otherNumber * 2 ** 36 + 1) : 'other');
    }
    await client.query(`SET LOCAL ROLE ${APPLICATION_ROLE}`);
    for (const table of tables) {
      const { name, column, partition } = table;
      const [mine, theirs] = [of(table, 'default'), of(table, 'other')];
      const check = (what: string, found: unknown, expected: unknown): void => {
        if (found !== expected) wrong.push(`${name}: ${what}: ${String(found)}, not ${String(expected)}`);
      };
      await as('*');
      const [ours, foreign] = [await count(client, table, mine), await count(client, table, theirs)];
      if (foreign === 0 && !partition) wrong.push(`${name} has no row of the other tenant`);
      const { rows } = await client.query<{ row: string }>(
        `SELECT to_jsonb(one)::text AS row FROM ${name} AS one WHERE ${theirs} LIMIT 1`,
      );
      await as('default');
      check('rows without a filter', await count(client, table, `(${mine}) IS NOT TRUE AND ${column} IS NOT NULL`), 0);
      check('own rows', await count(client, table, mine), ours);
      check('updated', await tried(client, `UPDATE ${name} SET ${column} = ${column} WHERE ${theirs}`), 0);
      check('deleted', await tried(client, `DELETE FROM ${name} WHERE ${theirs}`), 0);
      const insert = `INSERT INTO ${name} OVERRIDING SYSTEM VALUE SELECT * FROM jsonb_populate_record(NULL::${name}, $1)`;
      if (rows[0]) check('inserted', await tried(client, insert, [rows[0].row]), REFUSED);
      await as('');
      check('rows of no context', await count(client, table, 'true'), 0);
    }
    await client.query('ROLLBACK');
    await client.end();
    expect(wrong).toEqual([]);
  });

  it('shows nothing to a connection that does not say for whom it is', async () => {
    const url = withSetting(await server.databaseUrl(), 'role', APPLICATION_ROLE);
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    for (const table of tables) expect([table.name, await count(client, table, 'true')]).toEqual([table.name, 0]);
    await client.end();
  });

  it('finds the owner of any series in its id, which JavaScript can hold', async () => {
    const numbers = fc.sample(fc.tuple(fc.integer({ min: 0, max: 2 ** 17 - 1 }), fc.bigInt(1n, 2n ** 36n - 1n)), 5000);
    const edges = [0, 2 ** 17 - 1].flatMap((n) => [1n, 2n ** 36n - 1n].map((s) => [n, s] as const));
    const all = [...edges, ...numbers];
    const { rows } = await owner.query<{ wrong: number }>(
      `SELECT count(*)::int AS wrong FROM unnest($1::bigint[], $2::bigint[]) AS made (number, part),
         LATERAL (SELECT number << 36 | part AS id) AS series
       WHERE id >> 36 <> number OR id & 68719476735 <> part OR id NOT BETWEEN 1 AND 9007199254740991`,
      [all.map(([number]) => number), all.map(([, part]) => part.toString())],
    );
    expect(rows[0]?.wrong).toBe(0);
    const { rows: series } = await owner.query<{ tenant: string; number: string }>(
      `SELECT DISTINCT tenant, (id >> 36)::int AS number FROM series WHERE tenant IN ('default', 'other') ORDER BY number`,
    );
    expect(series).toEqual([
      { tenant: 'default', number: 0 },
      { tenant: 'other', number: otherNumber },
    ]);
  });

  it('holds for what many do at once on the same connections', async () => {
    const url = withSetting(await server.databaseUrl(), 'role', APPLICATION_ROLE);
    const source = await createDataSource(url, [], 2).initialize();
    const database = new Database(source);
    const twins = () => database.query<{ tenant: string }>('SELECT tenant FROM twin, pg_sleep(0.001)');
    const seen = await Promise.all(
      Array.from({ length: 60 }, async (_, i) => {
        const tenant = i % 2 === 0 ? 'default' : 'other';
        const rows = await database.asTenant(tenant, () => (i % 3 === 0 ? database.transaction(twins) : twins()));
        return rows.length > 0 && rows.every((row) => row.tenant === tenant);
      }),
    );
    expect(seen.every(Boolean)).toBe(true);
    expect((await twins()).map(({ tenant }) => tenant)).toEqual(expect.arrayContaining(['default', 'other']));
    await database.asTenant('default', () =>
      database.transaction(async () => {
        expect(() => database.asTenant('other', twins)).toThrow('cannot go on for other');
        expect(() => database.asSystem(twins)).toThrow('cannot go on for *');
        expect(await database.asTenant('default', twins)).toHaveLength(1);
      }),
    );
    await source.destroy();
  });
});

/** Whose the application's tables, sequences and functions are. */
async function owners(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ user: string }>(
    `SELECT DISTINCT pg_get_userbyid(owner) AS user FROM (
       SELECT relnamespace, relowner FROM pg_class UNION SELECT pronamespace, proowner FROM pg_proc
     ) AS made (place, owner) JOIN pg_namespace ON pg_namespace.oid = place WHERE nspname IN ('public', 'bullmq')`,
  );
  return rows.map(({ user }) => user);
}

describe('a request', () => {
  it('is for its tenant in all that it reads, streamed answers included', async () => {
    // With this no row is left to the system: what requests still find, they find as their tenant.
    for (const table of ['twin', 'sample', 'anomaly', 'policy'])
      await owner.query(
        `CREATE POLICY probe ON ${table} AS RESTRICTIVE USING (current_setting('opstwin.tenant') <> '*')`,
      );
    const found = [
      await server.get('/twins', operator),
      await server.get('/snapshot', operator),
      await server.get('/policies', operator),
      await server.get('/telemetry/query?twin_id=alpha_line', operator, { accept: 'text/csv' }),
      await server.get('/telemetry/query?twin_id=alpha_line', operator),
    ];
    for (const table of ['twin', 'sample', 'anomaly', 'policy']) await owner.query(`DROP POLICY probe ON ${table}`);
    for (const { status, text } of found) {
      expect(status).toBe(200);
      expect(text).toMatch(/alpha_|"default"/);
    }
  });

  it('is answered with nothing of another tenant, wherever it asks', async () => {
    const marks = await marksOfOther();
    expect(marks.length).toBeGreaterThan(50);
    const { body } = await server.get<{ paths: Record<string, Record<string, unknown>> }>('/docs-json');
    const lists = Object.keys(body.paths).filter((path) => !path.includes('{') && 'get' in (body.paths[path] ?? {}));
    const stream = await EventStreamClient.open(server.url, { token: operator, query: '?since=0000000000000000' });
    await sleep(300);
    const asked = [
      ...lists.filter((path) => path !== '/subscribe' && path !== '/tenants'),
      '/telemetry/query?twin_id=alpha_line',
      '/telemetry/latest?twin_id=alpha_line',
      '/telemetry/aggregate?twin_id=alpha_line&window=1h&start=2026-01-01T00:00:00Z',
      '/diff?since=0000000000000000&limit=5000',
      '/audit?limit=200',
      '/audit/verify',
    ];
    expect(asked.length).toBeGreaterThan(20);
    const answers = await Promise.all(asked.map(async (path) => ({ path, ...(await server.get(path, operator)) })));
    const csv = await server.get('/audit?limit=200', operator, { accept: 'text/csv' });
    const streamed = { path: '/subscribe', status: 200, text: JSON.stringify(stream.messages) };
    stream.cut();
    const leaks = [...answers, { path: 'csv', ...csv }, streamed].flatMap(({ path, text }) =>
      marks.filter((mark) => text.includes(mark)).map((mark) => `${path}: ${mark}`),
    );
    expect(leaks).toEqual([]);
    expect(streamed.text).toContain('alpha_line');
    expect(answers.filter(({ text }) => text.includes('alpha_')).length).toBeGreaterThan(10);
    expect(answers.slice(-6).map(({ status }) => status)).toEqual([200, 200, 200, 200, 200, 200]);
  });
});

/** Every id and name in a row of the other tenant that could be no one else's. */
async function marksOfOther(): Promise<string[]> {
  const marks = new Set<string>();
  for (const table of tables.filter(({ partition, column }) => !partition && column === 'tenant')) {
    const { rows } = await owner.query<{ row: string }>(
      `SELECT to_jsonb(one)::text AS row FROM ${table.name} AS one WHERE ${of(table, 'other')}`,
    );
    for (const { row } of rows) {
      for (const [mark] of row.matchAll(/\b[a-z]{2,5}_[0-9A-HJKMNP-TV-Z]{26}\b|\bomega_[a-z]+/g)) marks.add(mark);
    }
  }
  // The operator's own request made it, which the operators' audit trail tells of.
  const [first] = await readLog(server, ['TenantCreated'], { token: other });
  return [...marks].filter((mark) => mark !== first?.correlation_id);
}
