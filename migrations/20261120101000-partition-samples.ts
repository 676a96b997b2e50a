import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Samples by month, in tables like `sample_2026_11`; with TimescaleDB 2 in the database, a hypertable instead. */
export class PartitionSamples implements MigrationInterface {
  readonly name = 'PartitionSamples1795169400000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE sample RENAME TO sample_whole');
    await runner.query('ALTER INDEX sample_pkey RENAME TO sample_whole_pkey');
    await runner.query(`
      CREATE FUNCTION has_timescaledb() RETURNS boolean LANGUAGE sql STABLE AS $$
        SELECT EXISTS (SELECT FROM pg_extension WHERE extname = 'timescaledb' AND extversion LIKE '2.%')
      $$
    `);
    await runner.query(MAKE_TIME_TABLE);
    await runner.query(MAKE_MONTHS);
    await runner.query(`
      SELECT make_time_table('sample',
        'series_id bigint NOT NULL, ts timestamptz NOT NULL, value float8 NOT NULL, quality real NOT NULL')
    `);
    await runner.query(`
      SELECT make_time_partitions(array_agg(DISTINCT date_trunc('month', ts, 'UTC'))) FROM sample_whole
    `);
    await runner.query('INSERT INTO sample SELECT series_id, ts, value, quality FROM sample_whole');
    await runner.query('DROP TABLE sample_whole');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE sample_whole (
        series_id bigint NOT NULL, ts timestamptz NOT NULL, value float8 NOT NULL, quality real NOT NULL,
        CONSTRAINT sample_whole_pkey PRIMARY KEY (series_id, ts)
      )
    `);
    await runner.query('INSERT INTO sample_whole SELECT series_id, ts, value, quality FROM sample');
    await runner.query('DROP TABLE sample');
    await runner.query('DROP FUNCTION make_time_partitions(timestamptz[])');
    await runner.query('DROP FUNCTION make_time_table(text, text)');
    await runner.query('DROP FUNCTION has_timescaledb()');
    await runner.query('ALTER TABLE sample_whole RENAME TO sample');
    await runner.query('ALTER INDEX sample_whole_pkey RENAME TO sample_pkey');
  }
}

/**
 * A table of series and time. Its months are of 2000 to 2049 (src/telemetry/store/sample-months.ts); what lies before
 * and after, a broken clock's, has one partition on each side, so that no timestamp can make more than 602 of them.
 */
const MAKE_TIME_TABLE = `
  CREATE FUNCTION make_time_table(name text, columns text) RETURNS void LANGUAGE plpgsql AS $body$
  BEGIN
    IF has_timescaledb() THEN
      EXECUTE format('CREATE TABLE %I (%s, PRIMARY KEY (series_id, ts))', name, columns);
      PERFORM create_hypertable(name::regclass, 'ts', chunk_time_interval => interval '7 days',
        create_default_indexes => false);
      -- The edition under the Apache licence has hypertables only.
      IF current_setting('timescaledb.license', true) = 'timescale' THEN
        EXECUTE format('ALTER TABLE %I SET (timescaledb.compress, timescaledb.compress_segmentby = %L,
          timescaledb.compress_orderby = %L)', name, 'series_id', 'ts');
        PERFORM add_compression_policy(name::regclass, interval '30 days');
      END IF;
      RETURN;
    END IF;
    EXECUTE format('CREATE TABLE %I (%s, PRIMARY KEY (series_id, ts)) PARTITION BY RANGE (ts)', name, columns);
    EXECUTE format('CREATE TABLE %I PARTITION OF %I FOR VALUES FROM (MINVALUE) TO (%L)',
      name || '_before_2000', name, '2000-01-01 00:00:00+00');
    EXECUTE format('CREATE TABLE %I PARTITION OF %I FOR VALUES FROM (%L) TO (MAXVALUE)',
      name || '_from_2050', name, '2050-01-01 00:00:00+00');
  END
  $body$`;

/**
 * Makes the partitions of these months, each given as its first instant, where there are none. CREATE … PARTITION OF
 * would wait for every reader and writer of the parent; attaching waits for neither.
 */
const MAKE_MONTHS = `
  CREATE FUNCTION make_time_partitions(months timestamptz[]) RETURNS void LANGUAGE plpgsql AS $body$
  DECLARE
    first timestamptz;
    parent text;
    part text;
  BEGIN
    IF has_timescaledb() OR months IS NULL THEN RETURN; END IF;
    PERFORM pg_advisory_xact_lock(hashtextextended('time-partitions', 0));
    FOREACH first IN ARRAY months LOOP
      CONTINUE WHEN first < '2000-01-01 00:00:00+00' OR first >= '2050-01-01 00:00:00+00';
      FOREACH parent IN ARRAY ARRAY['sample', 'rollup_1m'] LOOP
        part := parent || to_char(first AT TIME ZONE 'UTC', '"_"YYYY"_"MM');
        CONTINUE WHEN to_regclass(parent) IS NULL OR to_regclass(part) IS NOT NULL;
        EXECUTE format('CREATE TABLE %I (LIKE %I INCLUDING ALL)', part, parent);
        EXECUTE format('ALTER TABLE %I ATTACH PARTITION %I FOR VALUES FROM (%L) TO (%L)',
          parent, part, first, ((first AT TIME ZONE 'UTC') + interval '1 month') AT TIME ZONE 'UTC');
      END LOOP;
    END LOOP;
  END
  $body$`;
