import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createDataSource } from '../src/platform/database/data-source.js';
import { Database } from '../src/platform/database/database.js';
import { isConflict } from '../src/platform/database/transient-failure.js';
import { AGGREGATE_FUNCTIONS, type AggregateFunction } from '../src/telemetry/query/aggregate/aggregate-function.js';
import type { AggregateBucket } from '../src/telemetry/query/aggregate/aggregate-bucket.js';
import { AggregateReader } from '../src/telemetry/query/aggregate/aggregate-reader.js';
import { aggregateWindow } from '../src/telemetry/query/aggregate/aggregate-window.js';
import { RELATIVE_ERROR } from '../src/telemetry/rollup/domain/sketch.js';
import { RollupMaker } from '../src/telemetry/rollup/rollup-maker.js';
import { RollupStates } from '../src/telemetry/rollup/rollup-states.js';
import { RollupTable } from '../src/telemetry/rollup/rollup-table.js';
import { groupBy } from '../src/telemetry/store/group-by.js';
import { aggregatesOf, type ExpectedBucket, type RawSample } from './harness/aggregate-of-samples.js';
import { OpsTwinProcess } from './harness/opstwin-process.js';
import { Random } from './harness/random.js';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** How long it goes on: ROLLUP_SECONDS. */
const RUN_MS = Number(process.env.ROLLUP_SECONDS ?? 20) * 1000;
const WINDOWS = ['7s', '1m', '90s', '10m', '1h', '5h', '1d', '36h', '1w'];
const EMPTY: ExpectedBucket = { value: null, count: 0, largest: 0 };
const METRICS = ['steady', 'wide', 'tiny', 'offset'];

/** Tomorrow's first hour: ahead of the server's own clock, so that only the test moves the end of the rollups on. */
const BEGIN = Math.ceil(Date.now() / DAY) * DAY;
const SEED = Number(process.env.TEST_SEED ?? Date.now() % 1_000_000);

let server: OpsTwinProcess;
let database: Database;
let reader: AggregateReader;
let maker: RollupMaker;

beforeAll(async () => {
  server = await OpsTwinProcess.start();
  database = new Database(await createDataSource(await server.databaseUrl(), []).initialize());
  reader = new AggregateReader(database, new RollupStates(database));
  maker = new RollupMaker(database, new RollupTable(database));
});

afterAll(async () => {
  await database.dataSource.destroy();
  await server.stop();
});

function value(metric: string, random: Random): number {
  if (random.chance(0.05)) return 0;
  switch (metric) {
    case 'wide':
      return (random.next() - 0.5) * 10 ** (random.whole(24) - 12);
    case 'tiny':
      return -random.next() * 1e-200;
    case 'offset':
      return 1e6 + random.next();
    default:
      return 80 + random.next() * 10;
  }
}

function batch(random: Random, now: number): object[] {
  // Mostly what has just been measured, now and then what was held back for hours or days.
  const late = random.chance(0.3) ? random.whole(now - BEGIN + 1) : 0;
  return Array.from({ length: 1 + random.whole(80) }, () => {
    const at = Math.max(BEGIN, now - late - random.whole(1_200_000));
    const metrics = METRICS.filter(() => random.chance(0.6));
    return {
      twin_id: 'line',
      asset_id: `a${random.whole(3)}`,
      ts: random.chance(0.3) ? at - (at % 60_000) : at,
      metrics: Object.fromEntries([...metrics, 'steady'].map((metric) => [metric, value(metric, random)])),
    };
  });
}

/** Moving on gives way to writers that are slow, as on a busy machine. */
function unlessConflict(error: unknown): void {
  if (!isConflict(error)) throw error;
}

interface Question {
  readonly ids: number[];
  readonly from: number;
  readonly until: number;
  readonly window: string;
  readonly name: AggregateFunction;
}

/** Asks the rollups and the samples in one snapshot. */
async function compare({ ids, from, until, window, name }: Question): Promise<number> {
  const bounds = aggregateWindow(window);
  const { got, raw } = await database.snapshot(async () => ({
    got: await reader.read(ids, { from, until }, bounds, name),
    raw: await database.query<RawSample & { id: number }>(
      `SELECT series_id AS id, date_part('epoch', ts) * 1000 AS at, value FROM sample
       WHERE series_id = ANY($1::bigint[]) AND ts >= $2 AND ts < $3 ORDER BY ts`,
      [ids, new Date(from), new Date(until)],
    ),
  }));
  const bySeries = groupBy(raw, ({ id }) => id);
  for (const id of ids) {
    const samples = (bySeries.get(id) ?? []).map(({ at, value }) => ({ at: Math.round(at), value }));
    const expected = aggregatesOf(samples, name, bounds);
    const answer = got.filter(({ seriesId }) => seriesId === id);
    expect([SEED, window, name, answer.map(({ at, count }) => [at, count])]).toEqual([
      SEED,
      window,
      name,
      [...expected].map(([at, { count }]) => [at, count]),
    ]);
    for (const bucket of answer) check(bucket, expected.get(bucket.at) ?? EMPTY, name);
  }
  return got.length;
}

function check(bucket: AggregateBucket, expected: ExpectedBucket, name: AggregateFunction): void {
  const { value, largest, count } = expected;
  if (value === null || bucket.value === null) {
    expect([name, bucket.value]).toEqual([name, value]);
    return;
  }
  const rounding = largest * count * 1e-13;
  const tolerance = name.startsWith('p')
    ? Math.abs(value) * (RELATIVE_ERROR + 1e-9)
    : { sum: rounding, avg: rounding, stddev: Math.max(rounding, value * 1e-6) }[name as string];
  if (Math.abs(bucket.value - value) <= (tolerance ?? 0)) return;
  expect([SEED, name, bucket]).toEqual([SEED, name, { ...bucket, value }]);
}

async function seriesIds(): Promise<number[]> {
  return (await database.query<{ id: number }>('SELECT id FROM series ORDER BY id')).map(({ id }) => id);
}

describe('rollups', () => {
  it('give what the samples give, at every moment, under late, repeated and concurrent data', async () => {
    const random = new Random(SEED);
    const end = Date.now() + RUN_MS;
    let now = BEGIN + HOUR;
    let compared = 0;
    const gateway = server.token('executor');

    const write = async (own: Random): Promise<void> => {
      let last: object[] = [];
      while (Date.now() < end) {
        last = own.chance(0.1) && last.length > 0 ? last : batch(own, now);
        const { status } = await server.post('/telemetry/ingest', last, gateway);
        expect(status).toBe(202);
        await sleep(own.whole(20));
      }
    };
    const make = async (own: Random): Promise<void> => {
      while (Date.now() < end) {
        now += own.whole(own.chance(0.03) ? 8 * HOUR : HOUR / 3);
        await maker.advance(now).catch(unlessConflict);
        if (own.chance(0.5)) await maker.settle();
        await sleep(own.whole(60));
      }
    };
    const ask = async (own: Random): Promise<void> => {
      while (Date.now() < end) {
        const ids = await seriesIds();
        const from = BEGIN + own.whole(now - BEGIN);
        const until = from + 1 + own.whole(own.chance(0.5) ? HOUR : now + HOUR - from);
        const chosen = ids.filter(() => own.chance(0.5));
        const question = { from, until, window: own.one(WINDOWS), name: own.one(AGGREGATE_FUNCTIONS) };
        if (chosen.length > 0) compared += await compare({ ids: chosen, ...question });
      }
    };
    const [w1, w2, w3] = [random.fork(), random.fork(), random.fork()];
    await Promise.all([
      ...[w1, w2, w3].map(write),
      make(random.fork()),
      make(random.fork()),
      ask(random.fork()),
      ask(random.fork()),
    ]);
    expect(compared).toBeGreaterThan(1000);

    while ((await maker.advance(now)) || (await maker.settle()));
    const ids = await seriesIds();
    for (const window of ['1m', '10m', '1h', '1d', '1w']) {
      for (const name of AGGREGATE_FUNCTIONS) await compare({ ids, from: BEGIN, until: now + DAY, window, name });
    }
    const [rows] = await database.query<Record<string, number>>(
      `SELECT (SELECT count(*) FROM rollup_1m) AS minutes, (SELECT count(*) FROM rollup_1h) AS hours,
         (SELECT count(*) FROM rollup_dirty) AS dirty, (SELECT sum(count)::int FROM rollup_1h) AS held,
         (SELECT count(*) FROM sample WHERE ts < date_trunc('hour', done, 'UTC'))::int AS samples
       FROM rollup_progress`,
    );
    expect(rows?.minutes).toBeGreaterThan(100);
    expect(rows?.hours).toBeGreaterThan(10);
    expect([rows?.dirty, rows?.held]).toEqual([0, rows?.samples]);
  });
});
