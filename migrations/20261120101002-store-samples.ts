import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A group's samples go into the store in one statement, which a writer would otherwise need several round trips for. */
export class StoreSamples implements MigrationInterface {
  readonly name = 'StoreSamples1795169402000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(STORE_SAMPLES);
    await runner.query(MAKE_SERIES);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP FUNCTION make_series(text[], text[], text[], text[], jsonb)');
    await runner.query('DROP FUNCTION store_samples(bigint[], timestamptz[], float8[], real[])');
  }
}

/**
 * Stores the samples whose series has none of that instant yet, behind the gate of the rollups. Gives the end of the
 * rollups and how many were new: in one row when all of them were, else with a row for each new one.
 *
 * The same samples may come to two processes at once, whose groups could then wait for each other in a circle that goes
 * through a queue of a process, where the database does not see it: whoever waits for long gives up, and tries again.
 */
const STORE_SAMPLES = `
  CREATE FUNCTION store_samples(p_series bigint[], p_ts timestamptz[], p_value float8[], p_quality real[])
  RETURNS TABLE (closing float8, count int, series_id bigint, at float8)
  LANGUAGE plpgsql SET lock_timeout = '2s' AS $$
  #variable_conflict use_column
  DECLARE
    gate float8 := date_part('epoch', rollup_gate()) * 1000;
  BEGIN
    RETURN QUERY
    WITH added AS (
      INSERT INTO sample (series_id, ts, value, quality)
      SELECT * FROM unnest(p_series, p_ts, p_value, p_quality)
      ON CONFLICT DO NOTHING RETURNING series_id, ts
    ), tally AS (SELECT count(*)::int AS count FROM added)
    SELECT gate, tally.count, added.series_id, round(date_part('epoch', added.ts) * 1000)
    FROM tally LEFT JOIN added ON tally.count < cardinality(p_series);
  END
  $$`;

/** Makes the series that are not there, each with a first detector state; waits for others no longer than the above does. */
const MAKE_SERIES = `
  CREATE FUNCTION make_series(p_tenant text[], p_twin text[], p_asset text[], p_metric text[], p_state jsonb)
  RETURNS void LANGUAGE sql SET lock_timeout = '2s' AS $$
    WITH made AS (
      INSERT INTO series (tenant, twin_id, asset_id, metric)
      SELECT * FROM unnest(p_tenant, p_twin, p_asset, p_metric)
      ON CONFLICT DO NOTHING RETURNING tenant, id
    )
    INSERT INTO detector_state (tenant, series_id, state) SELECT tenant, id, p_state FROM made
  $$`;
