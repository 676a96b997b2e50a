import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { chainHash } from '../src/platform/event-log/hash-chain.js';
import { LogWriter, TEST_OPERATION, testEvent } from './harness/log-writer.js';
import { OpsTwinProcess } from './harness/opstwin-process.js';
import { freePort } from './harness/ports.js';
import { RunningCli } from './harness/running-cli.js';
import { waitFor } from './harness/wait-for.js';
import type { DiffPage } from './harness/wire-log.js';

interface State {
  readonly cursor: string;
  readonly hash: string | null;
  readonly world: Record<string, string[]>;
}

/** Tenants whose past somebody changes. */
const VICTIMS = ['byte', 'gap', 'hole', 'rewritten'];

let server: OpsTwinProcess;
let writer: LogWriter;
let twins = 0;

beforeAll(async () => {
  // Its agents find it again where it was; without the worker role nothing reacts to what is written here.
  server = await OpsTwinProcess.start({ OPSTWIN_ROLES: 'api', PORT: String(await freePort()) });
  writer = await LogWriter.connect(await server.databaseUrl());
  for (const tenant of VICTIMS) {
    await writer.rows('INSERT INTO tenant (id) VALUES ($1)', [tenant]);
    await writer.rows('INSERT INTO event_head (tenant) VALUES ($1)', [tenant]);
    await append(tenant, 5);
  }
});

afterAll(async () => {
  await writer.close();
  await server.stop();
});

async function append(tenant: string, count: number): Promise<void> {
  const data = { note: 'ü "quoted" \u2028', values: [1e21, 1e-7] };
  const events = Array.from({ length: count }, () => testEvent('TwinUpdated', 'line_1', data));
  await writer.append(events, { ...TEST_OPERATION, tenant });
}

/** Sends readings of twins that are new. */
async function report(count: number): Promise<void> {
  for (let i = 0; i < count; i++) {
    twins += 1;
    const reading = { twin_id: `line_${twins}`, asset_id: 'oven', metrics: { temperature: 80 } };
    const { status } = await server.post('/telemetry/ingest', reading, server.token('executor'));
    expect(status).toBe(202);
  }
}

async function page(tenant = 'default'): Promise<DiffPage> {
  const { body } = await server.get<DiffPage>('/diff?limit=5000', server.token('viewer', { tenant }));
  return body;
}

/** Kills the server and starts it again, so that it holds nothing in memory. */
async function restartServer(): Promise<void> {
  await writer.close();
  await server.kill();
  await server.restart();
  writer = await LogWriter.connect(await server.databaseUrl());
}

function follow(name: string, args: readonly string[] = [], token = server.token('viewer')): RunningCli {
  const environment = { OPSTWIN_URL: server.url, OPSTWIN_TOKEN: token, TZ: 'UTC' };
  return new RunningCli(['follow', '--state', join(server.dataDirectory, name), ...args], environment);
}

async function stateIn(name: string): Promise<State> {
  return JSON.parse(await readFile(join(server.dataDirectory, name), 'utf8')) as State;
}

async function reached(name: string, cursor: string): Promise<void> {
  await waitFor(`${name} to reach ${cursor}`, async () => (await stateIn(name)).cursor >= cursor);
}

/** Follows to the head, and stops. @returns the state, after a look at whether what was said agrees with it */
async function followToHead(name: string, tenant: string, args: readonly string[] = []): Promise<State> {
  const { head, hash } = await page(tenant);
  const agent = follow(name, args, server.token('viewer', { tenant }));
  await agent.said('following after');
  await reached(name, head);
  expect([await agent.terminate(), agent.stderr]).toEqual([0, expect.stringContaining(`Stopped at ${head}`)]);
  const state = await stateIn(name);
  expect(state).toMatchObject({ cursor: head, hash });
  expect(agent.stderr).toContain(`hash ${hash}`);
  return state;
}

/** Follows as far as the log holds. @returns what it says in the end */
async function followToBreak(tenant: string, args: readonly string[] = []): Promise<string> {
  const agent = follow(`${tenant}.json`, args, server.token('viewer', { tenant }));
  const code = await agent.ended();
  expect([code, agent.stderr]).toEqual([3, expect.stringContaining('THE LOG DOES NOT HOLD')]);
  return agent.stderr;
}

describe('opstwin follow', () => {
  it('hydrates, follows, says what happens, and ends where the log does', async () => {
    await report(3);
    const agent = follow('first.json');
    await agent.said('Hydrated from');
    await agent.said('following after');
    const { head } = await page();
    await report(1);
    await agent.said('line_4');
    await reached('first.json', (await page()).head);
    expect(await agent.terminate()).toBe(0);
    const { cursor, hash, world } = await stateIn('first.json');
    const after = await page();
    expect([cursor, hash]).toEqual([after.head, after.hash]);
    expect(world).toMatchObject({ twins: ['line_1', 'line_2', 'line_3', 'line_4'], anomalies: [] });
    expect(agent.stderr).toContain('4 twins, 0 open anomalies');
    expect(agent.stderr).toContain(`${Number(cursor) - Number(head)} events proved in this run`);
  });

  it('misses nothing while it, the server, or both are killed and come back', async () => {
    let words = '';
    let agent = follow('long.json');
    await agent.said('following after');
    for (let round = 0; round < 3; round++) {
      await report(10);
      if (round !== 0) {
        await agent.kill();
        words += agent.stderr;
      }
      if (round !== 1) await restartServer();
      if (round !== 0) agent = follow('long.json');
    }
    const { head, hash } = await page();
    await reached('long.json', head);
    expect(await agent.terminate()).toBe(0);
    words += agent.stderr;
    expect(words).toContain('Connection lost');
    expect(words).toContain('Going on at');
    expect(words).not.toContain('DOES NOT HOLD');
    const state = await stateIn('long.json');
    expect([state.cursor, state.hash]).toEqual([head, hash]);
    expect(state.world.twins).toHaveLength(twins);
    expect(state).toEqual(await followToHead('fresh.json', 'default'));
    expect(await followToHead('long.json', 'default', ['--recheck'])).toEqual(state);
  });

  it('says that it cannot prove the chain when its token is limited to some twins', async () => {
    const agent = follow('limited.json', [], server.token('viewer', { twins: ['line_1*'] }));
    await agent.said('the chain cannot be proved');
    await agent.said('following after');
    await writer.append([testEvent('TwinUpdated', 'oven_1'), testEvent('TwinUpdated', 'line_17')]);
    await agent.said('line_17');
    expect(agent.stdout).not.toContain('oven_1');
    expect(await agent.terminate()).toBe(0);
    expect((await stateIn('limited.json')).hash).toBeNull();
    expect(agent.stderr).toContain('not proved');
  });

  it('needs a token, and a state file that is one', async () => {
    const denied = follow('denied.json', [], 'nonsense');
    await writeFile(join(server.dataDirectory, 'wrong.json'), '{"format":"another"}');
    const wrong = follow('wrong.json');
    expect([await denied.ended(), denied.stderr]).toEqual([1, expect.stringContaining('401')]);
    expect([await wrong.ended(), wrong.stderr]).toEqual([1, expect.stringContaining('does not hold the state')]);
  });
});

describe('opstwin follow, when somebody changed the past', () => {
  beforeAll(async () => {
    for (const tenant of VICTIMS) await followToHead(`${tenant}.json`, tenant);
    for (const tenant of VICTIMS) await append(tenant, 5);
    const body = `replace(body, '"a correlation"', '"a correlatioN"')`;
    await writer.rows(`UPDATE event_log SET body = ${body} WHERE tenant = 'byte' AND position = 8`);
    await writer.rows(`DELETE FROM event_log WHERE tenant = 'gap' AND position = 8`);
    await writer.rows(`DELETE FROM event_log WHERE tenant = 'hole' AND position = 6`);
    await rewrite('rewritten', 3, ['"a correlation"', '"an alteration"']);
    await restartServer();
  });

  it('names the event of which one byte differs, at every attempt, and stops before it', async () => {
    for (let run = 0; run < 2; run++) {
      expect(await followToBreak('byte')).toContain('The event 0000000000000008 is not what was written');
      expect((await stateIn('byte.json')).cursor).toBe('0000000000000007');
    }
  });

  it('says that an event is missing, in the middle or right behind where it stopped', async () => {
    expect(await followToBreak('gap')).toContain('missing');
    expect((await stateIn('gap.json')).cursor < '0000000000000008').toBe(true);
    expect(await followToBreak('hole')).toContain('missing');
    expect((await stateIn('hole.json')).cursor).toBe('0000000000000005');
  });

  it('notices a past that was rewritten with all its hashes, which the server itself cannot', async () => {
    const verdict = await server.get('/audit/verify', server.token('admin', { tenant: 'rewritten' }));
    expect(verdict.body).toMatchObject({ ok: true });
    expect(await followToBreak('rewritten', ['--recheck'])).toContain('At 0000000000000005 the chain has the hash');
    expect(await followToBreak('rewritten')).toContain('The event 0000000000000006 is not what was written');
  });
});

/** Changes a body and works every hash after it out anew, as someone with the run of the database could. */
async function rewrite(tenant: string, position: number, [from, to]: readonly [string, string]): Promise<void> {
  const rows = await writer.rows<{ position: string; body: string; hash: string }>(
    `SELECT position, body, encode(hash, 'hex') AS hash FROM event_log WHERE tenant = $1 ORDER BY position`,
    [tenant],
  );
  let hash = rows[position - 2]?.hash ?? '';
  for (const row of rows.slice(position - 1)) {
    const body = Number(row.position) === position ? row.body.replace(from, to) : row.body;
    hash = chainHash(hash, Number(row.position), body);
    await writer.rows(`UPDATE event_log SET body = $2, hash = decode($3, 'hex') WHERE tenant = $4 AND position = $1`, [
      row.position,
      body,
      hash,
      tenant,
    ]);
  }
  await writer.rows(`UPDATE event_head SET hash = decode($1, 'hex') WHERE tenant = $2`, [hash, tenant]);
}
