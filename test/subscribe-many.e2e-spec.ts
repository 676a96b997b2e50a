import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { FollowingAgent } from './harness/following-agent.js';
import { LogWriter, testEvent } from './harness/log-writer.js';
import { OpsTwinProcess } from './harness/opstwin-process.js';
import { Random } from './harness/random.js';
import { waitFor } from './harness/wait-for.js';
import { START, type DiffPage, type WireEvent } from './harness/wire-log.js';

const AGENTS = 200;
const EVENTS = 2000;
const TYPES = ['TwinCreated', 'TwinUpdated', 'AnomalyCleared', 'SimulationStarted', 'ActionQueued'];
const TWINS = ['line_1', 'line_2', 'line_10', 'oven_1', 'oven_2', null];
const SCOPES = [undefined, ['*'], ['line_*'], ['line_?'], ['oven_1', 'line_2'], ['oven_*', 'line_10'], ['nothing']];

let server: OpsTwinProcess;
let writer: LogWriter;
const agents: FollowingAgent[] = [];

beforeAll(async () => {
  server = await OpsTwinProcess.start({ OPSTWIN_ROLES: 'api' });
  writer = await LogWriter.connect(await server.databaseUrl());
});

afterAll(async () => {
  for (const agent of agents) agent.stop();
  await writer.close();
  await server.stop();
});

interface Asked {
  readonly scope: string[] | undefined;
  readonly twin: string | undefined;
  readonly types: string[] | undefined;
}

/** What is asked for at random; a single twin only where the scope reaches it. */
function asking(random: Random): Asked {
  const scope = random.one(SCOPES);
  const twin = random.one(TWINS);
  const reached = twin !== null && reaches(scope, twin);
  return {
    scope,
    twin: reached && random.chance(0.3) ? twin : undefined,
    types: random.chance(0.6) ? TYPES.filter(() => random.chance(0.4)).concat(random.one(TYPES)) : undefined,
  };
}

function reaches(scope: string[] | undefined, twin: string): boolean {
  return scope?.some((glob) => new RegExp(`^${glob.replace('*', '.*').replace('?', '.')}$`).test(twin)) ?? true;
}

function isFor({ scope, twin, types }: Asked, event: WireEvent): boolean {
  if (types && !types.includes(event.type)) return false;
  if (twin !== undefined) return event.twin_id === twin;
  return event.twin_id === null || reaches(scope, event.twin_id);
}

async function append(random: Random, count: number): Promise<void> {
  const event = () => testEvent(random.one(TYPES), random.one(TWINS), { filler: 'x'.repeat(random.whole(2000)) });
  await writer.append(Array.from({ length: count }, event));
}

describe('many subscribers with different filters', () => {
  it(`get exactly their events, in order: ${AGENTS} of them, ${EVENTS} events`, async () => {
    const seed = Date.now() % 1e9;
    const random = new Random(seed);
    await append(random, 300);
    const asked = Array.from({ length: AGENTS }, () => {
      const choice = asking(random);
      const since = String(random.whole(300)).padStart(16, '0');
      const parameters = [`since=${since}`];
      if (choice.twin !== undefined) parameters.push(`twin_id=${choice.twin}`);
      if (choice.types) parameters.push(`types=${choice.types.join(',')}`);
      const token = server.token('viewer', choice.scope ? { twins: choice.scope } : {});
      const agent = new FollowingAgent({ url: () => server.url, token, query: `?${parameters.join('&')}` });
      agents.push(agent);
      return { choice, since, agent };
    });
    for (let left = EVENTS; left > 0;) {
      const count = Math.min(left, 1 + random.whole(random.chance(0.1) ? 300 : 10));
      await append(random, count);
      left -= count;
    }
    const { events } = (await server.get<DiffPage>(`/diff?since=${START}&limit=5000`, server.token('viewer'))).body;
    expect(events.length).toBeGreaterThanOrEqual(EVENTS + 300);
    for (const { choice, since, agent } of asked) {
      const due = events.filter((event) => event.cursor > since && isFor(choice, event)).map(({ cursor }) => cursor);
      // A server that is too busy to begin a stream says so, and the agent comes back.
      expect([...agent.refusals].filter(([status]) => status !== 503)).toEqual([]);
      await waitFor(`the events of ${JSON.stringify(choice)}, seed ${seed}`, () =>
        Promise.resolve(agent.connections > 0 && agent.events.length >= due.length),
      );
      expect(agent.cursors).toEqual(due);
      expect(agent.connections).toBe(1);
    }
  });
});
