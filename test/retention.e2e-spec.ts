import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { EventStreamClient } from './harness/event-stream-client.js';
import { LogWriter, TEST_OPERATION, testEvent } from './harness/log-writer.js';
import { opstwin } from './harness/opstwin-cli.js';
import { OpsTwinProcess } from './harness/opstwin-process.js';
import { waitFor } from './harness/wait-for.js';
import { START, type DiffPage } from './harness/wire-log.js';

const QUIET = 'quiet';

let server: OpsTwinProcess;
let writer: LogWriter;
/** The newest position before the tests wrote anything. */
let base: number;

beforeAll(async () => {
  server = await OpsTwinProcess.start({ OPSTWIN_LOG_RETENTION_DAYS: '30' });
  writer = await LogWriter.connect(await server.databaseUrl());
  await writer.rows('INSERT INTO tenant (id) VALUES ($1)', [QUIET]);
  await writer.rows('INSERT INTO event_head (tenant) VALUES ($1)', [QUIET]);
  base = await head('default');
  await writer.append(Array.from({ length: 12 }, () => testEvent()));
  await writer.append(
    Array.from({ length: 5 }, () => testEvent()),
    { ...TEST_OPERATION, tenant: QUIET },
  );
});

afterAll(async () => {
  await writer.close();
  await server.stop();
});

function cursor(position: number): string {
  return String(position).padStart(16, '0');
}

function get<Body = Record<string, unknown>>(path: string, tenant = 'default') {
  return server.get<Body>(path, server.token('admin', { tenant }));
}

async function head(tenant: string): Promise<number> {
  const [row] = await writer.rows<{ position: string }>('SELECT position FROM event_head WHERE tenant = $1', [tenant]);
  return Number(row?.position);
}

async function oldest(tenant = 'default'): Promise<number | undefined> {
  const [row] = await writer.rows<{ oldest: string | null }>(
    'SELECT min(position) AS oldest FROM event_log WHERE tenant = $1',
    [tenant],
  );
  return row?.oldest ? Number(row.oldest) : undefined;
}

/** Makes some events as old as if they had been written so many weeks ago. */
async function age(tenant: string, [from, to]: readonly [number, number], weeks: number): Promise<void> {
  const week = `date_trunc('week', now() - make_interval(weeks => ${weeks}), 'UTC')`;
  await writer.rows(`DO $$ BEGIN EXECUTE format('CREATE TABLE IF NOT EXISTS event_log_weeks_ago_${weeks}
    PARTITION OF event_log FOR VALUES FROM (%L) TO (%L)', ${week}, ${week} + interval '7 days'); END $$`);
  await writer.rows(
    `UPDATE event_log SET appended_at = ${week} + interval '1 day' WHERE tenant = $1 AND position BETWEEN $2 AND $3`,
    [tenant, from, to],
  );
}

/** Retention looks again after a start. The consumers write down how far they are when they stop. */
async function startAgain(): Promise<void> {
  const last = await head('default');
  await waitFor('the consumers to know both tenants', async () => {
    const rows = await writer.rows<{ tenant: string }>('SELECT DISTINCT tenant FROM consumer_offset');
    return rows.length === 2;
  });
  await sleep(500);
  await writer.close();
  await server.terminate();
  await server.restart();
  writer = await LogWriter.connect(await server.databaseUrl());
  expect(await head('default')).toBe(last);
}

describe('retention', () => {
  it('drops whole weeks that are old enough, the oldest first, and keeps what the chain is anchored to', async () => {
    await age('default', [0, base + 4], 9);
    await age('default', [base + 5, base + 6], 7);
    await age('default', [base + 7, base + 8], 2);
    await age(QUIET, [0, 5], 8);
    await startAgain();
    await waitFor('the weeks to be dropped', async () => (await oldest()) === base + 7);
    expect(await oldest(QUIET)).toBeUndefined();
    const anchors = await writer.rows('SELECT tenant, position::int AS position FROM chain_anchor ORDER BY tenant');
    expect(anchors).toEqual([
      { tenant: 'default', position: base + 6 },
      { tenant: QUIET, position: 5 },
    ]);
  });

  it('answers a cursor from before with 410 and where to go on, before a stream starts', async () => {
    for (const [tenant, oldestCursor] of [
      ['default', cursor(base + 6)],
      [QUIET, cursor(5)],
    ] as const) {
      for (const path of ['/diff', '/subscribe']) {
        for (const since of [START, cursor(Number(oldestCursor) - 1)]) {
          const { status, body } = await get(`${path}?since=${since}`, tenant);
          expect([status, body.type, body.oldest_cursor]).toEqual([410, '/problems/cursor-expired', oldestCursor]);
        }
        expect((await get(`${path}?since=x`, tenant)).status).toBe(400);
        expect((await get(`${path}?since=${cursor(9_999_999)}`, tenant)).status).toBe(409);
      }
      expect((await get(`/diff?since=${oldestCursor}`, tenant)).status).toBe(200);
      expect((await get<DiffPage>('/diff', tenant)).body.since).toBe(oldestCursor);
    }
    expect((await get<DiffPage>('/diff')).body.events).toHaveLength(6);
  });

  it('lets a reader go on from there, also where nothing is kept', async () => {
    const token = server.token('viewer', { tenant: QUIET });
    const stream = await EventStreamClient.open(server.url, { token, query: `?since=${cursor(5)}` });
    expect(await stream.next()).toMatchObject({ event: 'hello', id: cursor(5) });
    await writer.append([testEvent()], { ...TEST_OPERATION, tenant: QUIET });
    expect(await stream.next()).toMatchObject({ id: cursor(6) });
    stream.cut();
    expect((await get('/audit/verify', QUIET)).body).toMatchObject({ ok: true, checked: 1, from: cursor(6) });
  });

  it('leaves a chain that verifies from its anchor', async () => {
    expect((await get('/audit/verify')).body).toMatchObject({ ok: true, checked: 6, from: cursor(base + 7) });
    expect((await get(`/audit/verify?from=${cursor(base + 6)}`)).body).toMatchObject({ ok: true, checked: 6 });
    const early = await get(`/audit/verify?from=${cursor(base + 2)}`);
    expect([early.status, early.body.oldest_cursor]).toEqual([410, cursor(base + 6)]);
    expect((await get(`/audit/verify?to=${cursor(base + 2)}`)).status).toBe(410);

    const environment = { OPSTWIN_URL: server.url, OPSTWIN_TOKEN: server.token('admin') };
    const { code, stdout } = await opstwin(['audit', 'verify'], environment);
    expect([code, stdout]).toEqual([0, expect.stringContaining('The chain holds: 6 events')]);
  });

  it('shows when the anchor, or the first kept event, is not what it was', async () => {
    const broken = { ok: false, checked: 0, first_break: cursor(base + 7) };
    const [anchor] = await writer.rows<{ hash: Buffer }>(`SELECT hash FROM chain_anchor WHERE tenant = 'default'`);
    await writer.rows(`UPDATE chain_anchor SET hash = sha256('x') WHERE tenant = 'default'`);
    expect((await get('/audit/verify')).body).toMatchObject({ ...broken, reason: 'changed' });
    await writer.rows(`UPDATE chain_anchor SET hash = $1 WHERE tenant = 'default'`, [anchor?.hash]);
    expect((await get('/audit/verify')).body).toMatchObject({ ok: true });
  });

  it('keeps what a consumer has not passed, or a parked event is about, and drops it afterwards', async () => {
    await age('default', [0, base + 9], 9);
    await writer.rows(
      `INSERT INTO consumer_offset (consumer, tenant, position) VALUES ('left.behind', 'default', $1)`,
      [base + 7],
    );
    await writer.rows(
      `INSERT INTO dead_letter (consumer, tenant, position, event_type, error, attempts)
       VALUES ('policy.decide', 'default', $1, 'TwinUpdated', 'a fault', 6)`,
      [base + 8],
    );
    await startAgain();
    await sleep(4000);
    expect(await oldest()).toBe(base + 7);
    expect(server.output).toContain(`consumer left.behind of tenant default at ${base + 7}`);
    expect(server.output).toContain(`dead letter policy.decide of tenant default at ${base + 8}`);

    await writer.rows(`DELETE FROM consumer_offset WHERE consumer = 'left.behind'`);
    await writer.rows('DELETE FROM dead_letter');
    await startAgain();
    await waitFor('the week to be dropped', async () => (await oldest()) === base + 10);
    expect((await get('/audit/verify')).body).toMatchObject({ ok: true, checked: 3 });
  });

  it('never drops what is young, however often it looks', async () => {
    await startAgain();
    await sleep(4000);
    expect(await oldest()).toBe(base + 10);
    expect((await get<DiffPage>(`/diff?since=${cursor(base + 9)}`)).body.events).toHaveLength(3);
  });
});
