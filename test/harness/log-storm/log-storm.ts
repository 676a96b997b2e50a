import { setTimeout as sleep } from 'node:timers/promises';
import { LogWriter } from '../log-writer.js';
import type { OpsTwinProcess } from '../opstwin-process.js';
import { Random } from '../random.js';
import { judge, type Verdict } from './storm-judge.js';
import { TWINS, TYPES, type Choice, type StormPlan } from './storm-plan.js';
import { StormReader } from './storm-reader.js';
import { StormWriter, type Outcome } from './storm-writer.js';

/** The tenants of a plan, as far as a log needs them. */
export async function createTenants(server: OpsTwinProcess, tenants: readonly string[]): Promise<void> {
  const writer = await LogWriter.connect(await server.databaseUrl());
  await writer.rows('INSERT INTO tenant (id) SELECT unnest($1::text[]) ON CONFLICT DO NOTHING', [tenants]);
  await writer.rows('INSERT INTO event_head (tenant) SELECT unnest($1::text[]) ON CONFLICT DO NOTHING', [tenants]);
  await writer.close();
}

/**
 * Writers and readers at once, while servers are killed and come back. The log must begin empty.
 * @param servers the processes on one database; the first of them is the one that is killed
 */
export async function logStorm(
  servers: readonly [OpsTwinProcess, ...OpsTwinProcess[]],
  plan: StormPlan,
): Promise<Verdict> {
  const random = new Random(plan.seed);
  const [server] = servers;
  const outcome: Outcome = { committed: [], rolledBack: [], unknown: [] };
  const url = () => server.databaseUrl();
  const state = { writing: true };
  const failure = new AbortController();
  const reading = { servers, writing: () => state.writing, signal: failure.signal };
  const readers = (count: number) =>
    Array.from({ length: count }, (_, i) => new StormReader(choice(random, plan, i), random.fork(), reading));
  const pagers = readers(plan.pagers);
  const streams = readers(plan.streams);

  const writing = Promise.all(
    Array.from({ length: plan.writers }, () => new StormWriter(plan, random.fork(), url, outcome).run()),
  ).finally(() => (state.writing = false));
  const work = [
    killed(server, plan, random.fork(), writing),
    ...pagers.map((pager) => pager.page()),
    ...streams.map((stream) => stream.subscribe()),
  ];
  await Promise.all(work).catch(async (error: unknown) => {
    failure.abort();
    await Promise.allSettled(work);
    throw error;
  });

  const reader = await LogWriter.connect(await url());
  const verdict = await judge(reader, plan, outcome, [...pagers, ...streams]);
  await reader.close();
  return verdict;
}

/** The first readers of each tenant see everything; the others what a filter lets through. */
function choice(random: Random, { tenants }: StormPlan, i: number): Choice {
  const tenant = tenants[i % tenants.length] ?? '';
  if (i < 2 * tenants.length) return { tenant };
  const twin = random.one(TWINS);
  const types = TYPES.filter(() => random.chance(0.5));
  return { tenant, ...(twin !== null && { twin }), ...(types.length > 0 && { types }) };
}

/** Kills the server over and over while there is writing, and leaves it running. */
async function killed(
  server: OpsTwinProcess,
  { kills }: StormPlan,
  random: Random,
  writing: Promise<unknown>,
): Promise<void> {
  for (let i = 0; i < kills; i++) {
    await sleep(300 + random.whole(1500));
    await server.kill();
    if (random.chance(0.5)) await sleep(random.whole(500));
    await server.restart();
  }
  await writing;
}
