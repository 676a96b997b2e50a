import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { FollowingAgent } from './harness/following-agent.js';
import { LogWriter, testEvent } from './harness/log-writer.js';
import { OpsTwinProcess } from './harness/opstwin-process.js';
import { freePort } from './harness/ports.js';
import { Random } from './harness/random.js';
import { waitFor } from './harness/wait-for.js';
import { START, type DiffPage, type WireEvent } from './harness/wire-log.js';

const AGENTS = 24;
/** How often the server is killed: STREAM_KILLS. */
const KILLS = Number(process.env.STREAM_KILLS ?? 12);
const QUERIES = ['', '&types=TwinCreated', '&twin_id=line_1', '&types=TwinUpdated,TwinCreated&twin_id=oven_1'];
const ISFOR: ((event: WireEvent) => boolean)[] = [
  () => true,
  ({ type }) => type === 'TwinCreated',
  ({ twin_id }) => twin_id === 'line_1',
  ({ twin_id }) => twin_id === 'oven_1',
];

let server: OpsTwinProcess;
const agents: FollowingAgent[] = [];

beforeAll(async () => {
  server = await OpsTwinProcess.start({ OPSTWIN_ROLES: 'api', PORT: String(await freePort()) });
});

afterAll(async () => {
  for (const agent of agents) agent.stop();
  await server.stop();
});

/** Appends in small and large transactions until it is told to stop, through whatever database there is. */
async function write(random: Random, until: { stopped: boolean }): Promise<void> {
  const event = () => testEvent(random.one(['TwinCreated', 'TwinUpdated']), random.one(['line_1', 'oven_1', null]));
  while (!until.stopped) {
    try {
      const writer = await LogWriter.connect(await server.databaseUrl());
      for (let i = 0; i < 100; i++) {
        await writer.append(Array.from({ length: 1 + random.whole(random.chance(0.05) ? 400 : 8) }, event));
        await sleep(random.whole(20));
      }
      await writer.close();
    } catch {
      // The database is starting again with its server.
      await sleep(100);
    }
  }
}

async function wholeLog(): Promise<WireEvent[]> {
  const events: WireEvent[] = [];
  for (let since = START; ;) {
    const { body } = await server.get<DiffPage>(`/diff?since=${since}&limit=5000`, server.token('viewer'));
    events.push(...body.events);
    since = body.next_cursor;
    if (!body.has_more) return events;
  }
}

describe('agents whose connections are cut, of a server that is killed', () => {
  it('get each of their events once and in order', async () => {
    const seed = Date.now() % 1e9;
    const random = new Random(seed);
    for (let i = 0; i < AGENTS; i++) {
      const query = `?since=${START}${QUERIES[i % QUERIES.length] ?? ''}`;
      agents.push(new FollowingAgent({ url: () => server.url, token: server.token('viewer'), query }));
    }
    const run = { stopped: false };
    const writing = write(random.fork(), run);
    const cutting = (async () => {
      while (!run.stopped) {
        random.one(agents).cut();
        await sleep(random.whole(60));
      }
    })();
    try {
      for (let kill = 0; kill < KILLS; kill++) {
        await sleep(1000 + random.whole(2500));
        await server.kill();
        await server.restart();
      }
      await sleep(2000);
    } finally {
      run.stopped = true;
      await Promise.all([writing, cutting]);
    }

    const events = await wholeLog();
    expect(events.length).toBeGreaterThan(200);
    for (const [i, agent] of agents.entries()) {
      const due = events.filter(ISFOR[i % ISFOR.length] ?? (() => false)).map(({ cursor }) => cursor);
      await waitFor(`the last of ${due.length} events, agent ${i}, seed ${seed}`, () =>
        Promise.resolve(agent.events.length >= due.length),
      );
      expect(agent.cursors).toEqual(due);
      expect(agent.connections).toBeGreaterThan(KILLS);
      expect([...agent.refusals.keys()].filter((status) => status !== 0 && status !== 503)).toEqual([]);
    }
  });
});
