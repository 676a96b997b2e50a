import { MINUTES, type RollupLevel } from './domain/rollup-level.js';

/** A value as sums take it: within ±1e140, and 0 below 1e-290, since PostgreSQL fails where a float8 over- or underflows. */
export const BOUNDED_VALUE =
  '(CASE WHEN abs(value) < 1e-290 THEN 0 ELSE greatest(least(value, 1e140), -1e140) END)::float8';

/** What a part adds to the squares beyond its own: how far its mean is from that of the whole. */
export function meanSquares(sum: string): string {
  const distance = `(${sum} / count - mean)`;
  return `count * CASE WHEN abs${distance} < 1e-140 THEN 0 ELSE ${distance} ^ 2 END`;
}

const COLUMNS =
  'series_id, ts, count, first_ts, last_ts, first, last, min, max, sum, squares, sketch_keys, sketch_counts';

/**
 * The stretches of series to be rolled up: $1 series ids, $2 and $3 from and until in milliseconds since 1970. $4 and $5
 * are the least and the greatest of those times, by which the planner leaves other partitions out.
 */
const UNITS = `unit AS MATERIALIZED (
    SELECT series_id, to_timestamp(begins / 1000) AS begins, to_timestamp(ends / 1000) AS ends
    FROM unnest($1::bigint[], $2::float8[], $3::float8[]) AS unit (series_id, begins, ends)
  )`;

const within = (table: string, columns: string): string => `unit CROSS JOIN LATERAL (
      SELECT ${columns} FROM ${table}
      WHERE series_id = unit.series_id AND ts >= unit.begins AND ts < unit.ends
        AND ts >= to_timestamp($4::float8 / 1000) AND ts < to_timestamp($5::float8 / 1000) OFFSET 0
    ) AS ${table}`;

const store = ({ table }: RollupLevel, rows: string): string => `INSERT INTO ${table} (${COLUMNS})
  ${rows}
  ON CONFLICT (series_id, ts) DO UPDATE SET count = excluded.count, first_ts = excluded.first_ts,
    last_ts = excluded.last_ts, first = excluded.first, last = excluded.last, min = excluded.min, max = excluded.max,
    sum = excluded.sum, squares = excluded.squares, sketch_keys = excluded.sketch_keys,
    sketch_counts = excluded.sketch_counts`;

/**
 * Makes minutes from samples, which are read once: their bins of the sketch first, and the minutes from those, of which
 * there are few. First and last are looked up, since an aggregate that has both would sort.
 */
function minutesOf(samples: string, [from, until]: readonly [string, string]): string {
  const valueAt = (time: string): string => `(SELECT value FROM sample
      WHERE series_id = total.series_id AND ts = ${time} AND ts >= ${from} AND ts < ${until})`;
  return `bin AS MATERIALIZED (
    SELECT sample.series_id, date_bin('1 minute', ts, 'epoch') AS ts, sketch_key(value) AS key, count(*)::int AS count,
      min(ts) AS first_ts, max(ts) AS last_ts, min(value) AS min, max(value) AS max,
      sum(${BOUNDED_VALUE}) AS sum, var_pop(${BOUNDED_VALUE}) AS variance
    FROM ${samples} GROUP BY 1, 2, 3
  ), part AS (
    SELECT *, variance * count AS squares, sum(sum) OVER bucket / sum(count::float8) OVER bucket AS mean
    FROM bin WINDOW bucket AS (PARTITION BY series_id, ts)
  ), total AS (
    SELECT series_id, ts, sum(count) AS count, min(first_ts) AS first_ts, max(last_ts) AS last_ts,
      min(min) AS min, max(max) AS max, sum(sum) AS sum, sum(squares + ${meanSquares('sum')}) AS squares,
      array_agg(key ORDER BY key) AS keys, array_agg(count ORDER BY key) AS counts
    FROM part GROUP BY series_id, ts
  )
  ${store(
    MINUTES,
    `SELECT series_id, ts, count, first_ts, last_ts, ${valueAt('first_ts')}, ${valueAt('last_ts')},
    min, max, sum, squares, keys, counts FROM total`,
  )}`;
}

/** Makes the minutes of all series in a stretch of whole minutes: $1 and $2, in milliseconds since 1970. */
export const ROLL_UP_TIME = `WITH ${minutesOf(
  'sample WHERE ts >= to_timestamp($1::float8 / 1000) AND ts < to_timestamp($2::float8 / 1000)',
  ['to_timestamp($1::float8 / 1000)', 'to_timestamp($2::float8 / 1000)'],
)}`;

/** Makes the minutes of the units from their samples. Each unit is whole minutes. */
export const ROLL_UP_SAMPLES = `WITH ${UNITS}, ${minutesOf(within('sample', 'series_id, ts, value'), [
  'to_timestamp($4::float8 / 1000)',
  'to_timestamp($5::float8 / 1000)',
])}`;

/**
 * Makes one bucket of a rollup for each unit, which is its stretch, from the next finer one. The squares are added by
 * the parallel formula of Chan, Golub & LeVeque (1979).
 */
export function rollUp(from: RollupLevel, to: RollupLevel): string {
  return `
  WITH ${UNITS}, part AS MATERIALIZED (
    SELECT unit.series_id, unit.begins AS ts, count, first_ts, last_ts, first, last, min, max, sum, squares,
      sketch_keys, sketch_counts, sum(sum) OVER bucket / sum(count::float8) OVER bucket AS mean
    FROM ${within(from.table, '*')} WINDOW bucket AS (PARTITION BY unit.series_id, unit.begins)
  ), total AS (
    SELECT series_id, ts, sum(count)::bigint AS count, min(first_ts) AS first_ts, max(last_ts) AS last_ts,
      (array_agg(first ORDER BY first_ts))[1] AS first, (array_agg(last ORDER BY first_ts DESC))[1] AS last,
      min(min) AS min, max(max) AS max, sum(sum) AS sum, sum(squares + ${meanSquares('sum')}) AS squares
    FROM part GROUP BY series_id, ts
  ), sketch AS (
    SELECT series_id, ts, array_agg(key ORDER BY key) AS keys, array_agg(n ORDER BY key) AS counts
    FROM (
      SELECT series_id, ts, key, sum(n)::int AS n
      FROM part CROSS JOIN LATERAL unnest(sketch_keys, sketch_counts) AS bins (key, n) GROUP BY 1, 2, 3
    ) AS bin GROUP BY series_id, ts
  )
  ${store(
    to,
    `SELECT ${COLUMNS.replace('sketch_keys, sketch_counts', 'keys, counts')} FROM total JOIN sketch USING (series_id, ts)`,
  )}`;
}
