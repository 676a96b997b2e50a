// Fills the product's own tables: series, samples in the order of time, and their rollups.
import { performance } from 'node:perf_hooks';
import pg from 'pg';
import { createDataSource } from '../../dist/src/platform/database/data-source.js';
import { Database } from '../../dist/src/platform/database/database.js';
import { RollupTable } from '../../dist/src/telemetry/rollup/rollup-table.js';
import { SPAN_MS } from '../../dist/src/telemetry/rollup/domain/rollup-level.js';
import { binaryArray } from '../../dist/src/telemetry/store/binary-arrays.js';
import { SamplePartitions } from '../../dist/src/telemetry/store/sample-partitions.js';

export const TWIN = 'bench';
export const METRICS = ['m0', 'm1', 'm2', 'm3'];
export const DAYS = 31;
const DAY_MS = 86_400_000;
const ROWS_TOGETHER = 50_000;
const SERIES_TOGETHER = 200;

/** Samples of DAYS days up to now, evenly spaced, the same number for each series; four metrics to an asset. */
export async function fill(url, { series, samples }) {
  const each = Math.floor(samples / series);
  const until = Math.floor(Date.now() / SPAN_MS) * SPAN_MS - SPAN_MS;
  const range = { from: until - DAYS * DAY_MS, until, step: Math.floor((DAYS * DAY_MS) / each), each };
  const source = await createDataSource(url, []).initialize();
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const ids = await makeSeries(client, series, range.from + (each - 1) * range.step);
    const months = Array.from({ length: DAYS + 1 }, (_, day) => range.from + day * DAY_MS);
    await new SamplePartitions(new Database(source)).ensure(months);
    const inserted = await timed(() => insertSamples(client, ids, range));
    const rolled = await timed(() => rollUp(new Database(source), ids, range));
    await client.query('VACUUM ANALYZE');
    return { ids, range, samples: ids.length * each, insertSeconds: inserted, rollUpSeconds: rolled };
  } finally {
    await client.end();
    await source.destroy();
  }
}

async function makeSeries(client, count, newest) {
  const assets = Math.ceil(count / METRICS.length);
  await client.query(`INSERT INTO twin (tenant, id) VALUES ('default', $1)`, [TWIN]);
  await client.query(
    `INSERT INTO asset (tenant, twin_id, id) SELECT 'default', $1, 'a' || n FROM generate_series(0, $2::int - 1) AS n`,
    [TWIN, assets],
  );
  const { rows } = await client.query(
    `INSERT INTO series (tenant, id, twin_id, asset_id, metric)
     SELECT 'default', nextval('series_number'), $1, 'a' || n / $3, 'm' || n % $3 FROM generate_series(0, $2::int - 1) AS n RETURNING id::int`,
    [TWIN, count, METRICS.length],
  );
  await client.query(
    `INSERT INTO detector_state (tenant, series_id, state)
     SELECT 'default', id, jsonb_build_object('newest', $1::float8) FROM series`,
    [newest],
  );
  return rows.map(({ id }) => id);
}

async function insertSamples(client, ids, { from, step, each }) {
  let columns = { ids: [], at: [], values: [] };
  const flush = async () => {
    const { ids: series, at, values } = columns;
    const quality = new Array(series.length).fill(1);
    await client.query({
      name: 'samples',
      text: 'INSERT INTO sample SELECT * FROM unnest($1::int8[], $2::timestamptz[], $3::float8[], $4::float4[])',
      values: [
        binaryArray.int8([series]),
        binaryArray.timestamptz([at]),
        binaryArray.float8([values]),
        binaryArray.float4([quality]),
      ],
    });
    columns = { ids: [], at: [], values: [] };
  };
  for (let i = 0; i < each; i++) {
    const at = from + i * step;
    for (const seriesId of ids) {
      columns.ids.push(seriesId);
      columns.at.push(at);
      columns.values.push(80 + 10 * Math.sin(i / 50 + seriesId) + Math.random());
      if (columns.ids.length === ROWS_TOGETHER) await flush();
    }
  }
  if (columns.ids.length > 0) await flush();
}

/** As the worker does while time goes on. */
async function rollUp(database, ids, { from, until }) {
  const table = new RollupTable(database);
  for (let i = 0; i < ids.length; i += SERIES_TOGETHER) {
    const some = ids.slice(i, i + SERIES_TOGETHER);
    for (let at = Math.floor(from / DAY_MS) * DAY_MS; at < until; at += DAY_MS) {
      const stretches = some.map((seriesId) => ({ seriesId, from: at, until: Math.min(at + DAY_MS, until) }));
      await database.transaction(async () => {
        await database.execute('SET LOCAL jit = off');
        await table.make(stretches, until);
      });
    }
  }
  await database.execute(
    'UPDATE rollup_progress SET closing = to_timestamp($1::float8 / 1000), done = to_timestamp($1::float8 / 1000)',
    [until],
  );
}

async function timed(work) {
  const begun = performance.now();
  await work();
  return (performance.now() - begun) / 1000;
}
