import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Series and their samples, what the detectors remember of them, and the anomalies that they found. */
export class CreateTelemetry implements MigrationInterface {
  readonly name = 'CreateTelemetry1795168980000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE series (
        tenant text NOT NULL REFERENCES tenant,
        id bigint GENERATED ALWAYS AS IDENTITY UNIQUE,
        twin_id text NOT NULL,
        asset_id text NOT NULL,
        metric text NOT NULL,
        PRIMARY KEY (tenant, id),
        UNIQUE (tenant, twin_id, asset_id, metric)
      )
    `);

    // The hot table: no reference to series, since checking it for each sample would cost more than writing it.
    await runner.query(`
      CREATE TABLE sample (
        series_id bigint NOT NULL,
        ts timestamptz NOT NULL,
        value float8 NOT NULL,
        quality real NOT NULL,
        PRIMARY KEY (series_id, ts)
      )
    `);

    // Rewritten with every batch: free room in each page lets updates stay there, and vacuum comes often.
    await runner.query(`
      CREATE TABLE detector_state (
        tenant text NOT NULL REFERENCES tenant,
        series_id bigint NOT NULL,
        state jsonb NOT NULL,
        PRIMARY KEY (tenant, series_id)
      ) WITH (fillfactor = 50, autovacuum_vacuum_scale_factor = 0.05, autovacuum_vacuum_cost_delay = 0)
    `);

    await runner.query(`
      CREATE TABLE anomaly (
        tenant text NOT NULL REFERENCES tenant,
        id text NOT NULL,
        twin_id text NOT NULL,
        asset_id text NOT NULL,
        metric text NOT NULL,
        detector text NOT NULL,
        severity text NOT NULL,
        value float8 NOT NULL,
        score float8 NOT NULL,
        baseline jsonb NOT NULL,
        opened_at timestamptz NOT NULL,
        observed_at timestamptz NOT NULL,
        cleared_at timestamptz,
        acknowledged_at timestamptz,
        acknowledged_by text,
        PRIMARY KEY (tenant, id)
      )
    `);
    await runner.query('CREATE INDEX anomaly_newest ON anomaly (tenant, opened_at DESC, id DESC)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE anomaly, detector_state, sample, series');
  }
}
