import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readSchema } from '../src/platform/schemas/schema-files.js';
import { schemaValidator } from '../src/platform/schemas/schema-validator.js';
import { FollowedState, type SnapshotBody } from './harness/followed-state.js';
import { readLog, type WireEvent } from './harness/log-reader.js';
import { OpsTwinProcess } from './harness/opstwin-process.js';
import { Plant } from './harness/plant.js';
import { Random } from './harness/random.js';

const ROUNDS = 75;
const SEED = Number(process.env.TEST_SEED ?? Date.now() % 100_000);

describe(`a snapshot of a plant in operation (seed ${SEED})`, () => {
  let server: OpsTwinProcess;

  /** From where the plant is looked at: by everybody, with a limited credential, and at one twin only. */
  const views = [
    { query: '', twins: undefined },
    { query: '', twins: ['line_*'] },
    { query: '?twin_id=oven_1', twins: undefined },
  ];
  type View = (typeof views)[number];

  beforeAll(async () => {
    server = await OpsTwinProcess.start();
  });

  afterAll(async () => {
    await server.stop();
  });

  function tokenOf({ twins }: View): string {
    return server.token('viewer', twins ? { twins } : {});
  }

  async function take(view: View): Promise<SnapshotBody> {
    const { status, body, text } = await server.get<SnapshotBody>(`/snapshot${view.query}`, tokenOf(view));
    expect([status, status === 200 ? '' : text]).toEqual([200, '']);
    return body;
  }

  it('and the events after its cursor make every later one', async () => {
    const random = new Random(SEED);
    const plant = new Plant(server, random.fork());
    await plant.warmUp();
    plant.start();
    const rounds: { view: View; taken: SnapshotBody }[] = [];
    try {
      for (let i = 0; i < ROUNDS; i++) {
        await sleep(random.whole(150));
        const view = random.one(views);
        rounds.push({ view, taken: await take(view) });
      }
      // Two at one moment, while others write.
      for (const view of views)
        rounds.push(...(await Promise.all([view, view].map(async (one) => ({ view: one, taken: await take(one) })))));
    } finally {
      await plant.stop();
    }

    const faults = schemaValidator(readSchema('snapshot.v1'));
    const anomalyFaults = schemaValidator(readSchema('anomaly.v1'));
    for (const { taken } of rounds) {
      expect(faults(taken)).toEqual([]);
      expect(taken.anomalies.flatMap(anomalyFaults)).toEqual([]);
    }

    const all = await readLog(server);
    const hashes = new Map(all.map(({ cursor, hash }) => [cursor, hash]));
    for (const view of views) {
      const last = await take(view);
      const events = await readLog(server, [], { token: tokenOf(view), query: view.query.replace('?', '&') });
      const mine = rounds.filter((round) => round.view === view).map(({ taken }) => taken);
      expect(mine.length).toBeGreaterThan(5);
      for (const [i, taken] of mine.entries()) {
        expect(taken.hash).toBe(hashes.get(taken.cursor));
        const next = mine[i + 1] ?? last;
        if (next.cursor >= taken.cursor) expect(followed(taken, events, next)).toEqual(new FollowedState(next).summary);
        expect(followed(taken, events, last)).toEqual(new FollowedState(last).summary);
      }
    }
    // The plant did all that it was meant to do, so that the above says something.
    const happened = new Set(all.map(({ type }) => type));
    for (const type of [
      'AnomalyCleared',
      'ProposalApproved',
      'ProposalRejected',
      'ProposalExpired',
      'ActionSucceeded',
    ]) {
      expect(happened).toContain(type);
    }
    const everything = rounds.map(({ taken }) => taken);
    for (const section of ['anomalies', 'simulations', 'proposals', 'actions'] as const) {
      expect(everything.some((taken) => taken[section].length > 0)).toBe(true);
    }
  });

  it('shows a limited credential its twins only, and one twin on request', async () => {
    const limited = await take({ query: '', twins: ['line_*'] });
    expect(limited.twins.length).toBeGreaterThan(1);
    expect(limited.twins.every(({ twin_id }) => twin_id.startsWith('line_'))).toBe(true);
    expect(limited.policies).not.toEqual([]);
    const one = await take({ query: '?twin_id=oven_1', twins: undefined });
    expect(one.twins.map(({ twin_id }) => twin_id)).toEqual(['oven_1']);
    expect(one.policies).toBeUndefined();
    const shown = await server.get('/twins/oven_1', server.token('viewer'));
    expect(one.twins[0]).toEqual(shown.body);
    expect(await take({ query: '?twin_id=unheard_of', twins: undefined })).toMatchObject({ twins: [], proposals: [] });
  });

  it('is refused to who may not see it', async () => {
    const limited = server.token('viewer', { twins: ['line_*'] });
    expect((await server.get('/snapshot?twin_id=oven_1', limited)).status).toBe(403);
    expect((await server.get('/snapshot')).status).toBe(401);
    expect((await server.get('/snapshot', server.token('viewer', { tenant: 'nobody' }))).status).toBe(404);
    expect((await server.get('/snapshot?twin_id=%00', server.token('viewer'))).status).toBe(422);
    expect((await server.get('/snapshot?twins=a', server.token('viewer'))).status).toBe(422);
  });

  it('answers HEAD without reading anything', async () => {
    const answer = await server.request('HEAD', '/snapshot', { token: server.token('viewer') });
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'application/json; charset=utf-8']);
  });
});

function followed(from: SnapshotBody, events: readonly WireEvent[], to: SnapshotBody): object {
  const state = new FollowedState(from);
  for (const event of events) if (event.cursor > from.cursor && event.cursor <= to.cursor) state.apply(event);
  return state.summary;
}
