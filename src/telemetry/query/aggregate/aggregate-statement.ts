import { LEVELS } from '../../rollup/domain/rollup-level.js';
import { PARTIAL_FORMS, type MomentFunction } from './aggregate-function.js';

/**
 * The parameters of both statements: pieces as $1 series ids, $2 levels (1 the coarsest rollup … 4 the samples), $3 from
 * and $4 until in milliseconds since 1970; $5 and $6 the least and the greatest of those, by which the planner leaves other
 * partitions out; $7 length and $8 origin of the window in milliseconds; $9 how many rows each level may read at most.
 */
const PIECES = `piece AS MATERIALIZED (
    SELECT series_id, level, to_timestamp(begins / 1000) AS begins, to_timestamp(ends / 1000) AS ends
    FROM unnest($1::bigint[], $2::int[], $3::float8[], $4::float8[]) AS piece (series_id, level, begins, ends)
  )`;
const BUCKET = `date_bin(make_interval(secs => $7::float8 / 1000), ts, to_timestamp($8::float8 / 1000)) AS bucket`;
/** Of the samples in the list of levels, whose numbers begin at 1. */
export const SAMPLES_LEVEL = LEVELS.length + 1;

/** OFFSET 0 keeps each piece one index scan, whatever the planner thinks of their number. */
const rowsOf = (table: string, level: number): string => `
    SELECT part.*, ${BUCKET} FROM piece CROSS JOIN LATERAL (
      SELECT * FROM ${table} WHERE series_id = piece.series_id
        AND ts >= piece.begins AND ts < piece.ends
        AND ts >= to_timestamp($5::float8 / 1000) AND ts < to_timestamp($6::float8 / 1000) OFFSET 0
    ) AS part WHERE piece.level = ${level} LIMIT $9`;

/**
 * Rows (seriesId, at, count, value, reads) by series and time. The squares of standard deviations are added by the
 * parallel formula of Chan, Golub & LeVeque (1979).
 * @param levels numbers of the levels that pieces have
 */
export function momentStatement(name: MomentFunction, levels: ReadonlySet<number>): string {
  const { ofRollup, ofSamples, value } = PARTIAL_FORMS[name];
  const parts = LEVELS.map(
    ({ table }, i) => `SELECT series_id, bucket, count, ${ofRollup}, 1 AS reads
      FROM (${rowsOf(table, i + 1)}) AS rollup`,
  );
  parts.push(`SELECT series_id, bucket, count(*) AS count, ${ofSamples}, count(*) AS reads
      FROM (${rowsOf('sample', SAMPLES_LEVEL)}) AS sample GROUP BY series_id, bucket`);
  return `WITH ${PIECES}, part AS (${parts.filter((_, i) => levels.has(i + 1)).join(' UNION ALL ')}),
    meant AS (SELECT *, ${name === 'stddev' ? MEAN : 'NULL::float8'} AS mean FROM part)
    SELECT series_id AS "seriesId", date_part('epoch', bucket) * 1000 AS at, sum(count)::float8 AS count,
      (${value})::float8 AS value, sum(reads)::float8 AS reads
    FROM meant GROUP BY series_id, bucket ORDER BY series_id, bucket`;
}

const MEAN = `sum(a) OVER (PARTITION BY series_id, bucket) / sum(count::float8) OVER (PARTITION BY series_id, bucket)`;

/** Rows (seriesId, at, count, min, max, keys, counts, reads), the sketches' lists as text with commas. */
export function sketchStatement(levels: ReadonlySet<number>): string {
  const parts = LEVELS.map(
    ({ table }, i) => `SELECT series_id, bucket, count, min, max, sketch_keys, sketch_counts, 1 AS reads
      FROM (${rowsOf(table, i + 1)}) AS rollup`,
  );
  parts.push(`SELECT series_id, bucket, sum(n)::bigint AS count, min(least) AS min, max(most) AS max,
        array_agg(key) AS sketch_keys, array_agg(n) AS sketch_counts, sum(n)::bigint AS reads
      FROM (
        SELECT series_id, bucket, sketch_key(value) AS key, count(*)::int AS n, min(value) AS least, max(value) AS most
        FROM (${rowsOf('sample', SAMPLES_LEVEL)}) AS sample GROUP BY 1, 2, 3
      ) AS bin GROUP BY series_id, bucket`);
  return `WITH ${PIECES}, part AS (${parts.filter((_, i) => levels.has(i + 1)).join(' UNION ALL ')})
    SELECT series_id AS "seriesId", date_part('epoch', bucket) * 1000 AS at, count::float8 AS count, min, max,
      array_to_string(sketch_keys, ',') AS keys, array_to_string(sketch_counts, ',') AS counts, reads::float8 AS reads
    FROM part ORDER BY series_id, bucket`;
}
