import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Rollups of 1 minute, 1 hour and 1 day, which spans of them are dirty, and up to when they are made. */
export class CreateRollups implements MigrationInterface {
  readonly name = 'CreateRollups1795169401000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(SKETCH_KEY);
    await runner.query('SELECT make_time_table($1, $2)', ['rollup_1m', COLUMNS]);
    await runner.query(`
      SELECT make_time_partitions(array_agg(DISTINCT month)) FROM (
        SELECT (regexp_match(relname, '^sample_(\\d{4})_(\\d\\d)$')) AS part FROM pg_inherits
        JOIN pg_class ON pg_class.oid = inhrelid WHERE inhparent = 'sample'::regclass
      ) AS months CROSS JOIN LATERAL make_timestamptz(part[1]::int, part[2]::int, 1, 0, 0, 0, 'UTC') AS month
      WHERE part IS NOT NULL
    `);
    await runner.query(`CREATE TABLE rollup_1h (${COLUMNS}, PRIMARY KEY (series_id, ts))`);
    await runner.query(`CREATE TABLE rollup_1d (${COLUMNS}, PRIMARY KEY (series_id, ts))`);

    // No unique key: a writer that finds a mark of another transaction would have to wait for it.
    await runner.query(
      'CREATE TABLE rollup_dirty (id bigserial PRIMARY KEY, series_id bigint NOT NULL, span timestamptz NOT NULL)',
    );
    await runner.query('CREATE INDEX rollup_dirty_series ON rollup_dirty (series_id, span)');
    await runner.query(`
      CREATE TABLE rollup_progress (
        one boolean PRIMARY KEY DEFAULT true CHECK (one),
        closing timestamptz NOT NULL,
        done timestamptz NOT NULL
      )
    `);
    await runner.query(`
      INSERT INTO rollup_progress (closing, done)
      SELECT now_span, now_span FROM date_bin('10 minutes', now(), 'epoch') AS now_span
    `);
    await runner.query(`
      INSERT INTO rollup_dirty (series_id, span)
      SELECT DISTINCT series_id, date_bin('10 minutes', ts, 'epoch') FROM sample
      WHERE ts < (SELECT closing FROM rollup_progress)
    `);
    await runner.query(GATE);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP FUNCTION rollup_gate()');
    await runner.query('DROP TABLE rollup_progress, rollup_dirty, rollup_1d, rollup_1h, rollup_1m');
    await runner.query('DROP FUNCTION sketch_key(float8)');
  }
}

/** `squares` is the sum of squared distances from the mean: plain squares would cancel each other out. */
const COLUMNS = `
  series_id bigint NOT NULL,
  ts timestamptz NOT NULL,
  count bigint NOT NULL,
  first_ts timestamptz NOT NULL,
  last_ts timestamptz NOT NULL,
  first float8 NOT NULL,
  last float8 NOT NULL,
  min float8 NOT NULL,
  max float8 NOT NULL,
  sum float8 NOT NULL,
  squares float8 NOT NULL,
  sketch_keys int[] NOT NULL,
  sketch_counts int[] NOT NULL`;

/**
 * The bin of a value in the quantile sketch (src/telemetry/rollup/domain/sketch.ts): logarithmic, of a relative width
 * of 2 %, mirrored for negative values, in the order of the values.
 */
const SKETCH_KEY = `
  CREATE FUNCTION sketch_key(value float8) RETURNS int LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE WHEN value > 0 THEN ceil(ln(value) / ln(1.01 / 0.99::float8))::int + 40000
      WHEN value < 0 THEN -40000 - ceil(ln(-value) / ln(1.01 / 0.99::float8))::int ELSE 0 END
  $$`;

/**
 * Lets a writer of samples in, and tells up to when rollups are made or being made. The time moves on under the
 * exclusive lock, so that each writer either was seen by whoever makes the rollups, or knows what it makes dirty.
 */
const GATE = `
  CREATE FUNCTION rollup_gate() RETURNS timestamptz LANGUAGE plpgsql VOLATILE AS $$
  BEGIN
    PERFORM pg_advisory_xact_lock_shared(hashtextextended('rollup-gate', 0));
    RETURN (SELECT closing FROM rollup_progress);
  END
  $$`;
