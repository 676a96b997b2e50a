import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { LogWriter, TEST_OPERATION, testEvent } from './harness/log-writer.js';
import { OpsTwinProcess } from './harness/opstwin-process.js';

interface Trail {
  readonly items: { id: string; cursor: string; ts: string; type: string; actor: string }[];
  readonly next_page_token: string | null;
}

interface Verification {
  readonly ok: boolean;
  readonly checked: number;
  readonly head_hash: string;
  readonly first_break?: string;
}

let server: OpsTwinProcess;
let writer: LogWriter;
let admin: string;

beforeAll(async () => {
  server = await OpsTwinProcess.start({ OPSTWIN_ROLES: 'api' });
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
  return (await trail(query)).body.items.map(({ id }) => id);
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
      { id: second, actor: 'bob', type: 'PolicyPublished' },
      { id: first, actor: 'alice', type: 'TwinUpdated' },
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
      seen.push(...body.items.map(({ cursor: at }) => at));
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
    expect(body.items.map(({ id }) => id)).toEqual([mine]);
  });

  it.each(['?start=yesterday', '?type=%27', '?actor=%00', '?page_token=WzEuNV0', '?limit=1001', '?x=1'])(
    'refuses %s',
    async (query) => {
      expect((await trail(query)).status).toBe(422);
    },
  );

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
