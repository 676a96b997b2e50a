import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateSimulation implements MigrationInterface {
  readonly name = 'CreateSimulation1795169040000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE scenario (
        tenant text NOT NULL REFERENCES tenant,
        name text NOT NULL,
        version integer NOT NULL,
        document jsonb NOT NULL,
        created_by text NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (tenant, name, version)
      );

      CREATE TABLE simulation (
        tenant text NOT NULL REFERENCES tenant,
        id text NOT NULL,
        twin_id text NOT NULL,
        asset_id text,
        scenario text NOT NULL,
        scenario_version integer NOT NULL,
        anomaly_id text,
        status text NOT NULL CHECK (status IN ('queued', 'running', 'completed', 'failed')),
        progress real NOT NULL DEFAULT 0,
        seed bigint NOT NULL,
        document jsonb NOT NULL,
        resolved jsonb,
        result jsonb,
        error text,
        correlation_id text NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (tenant, id)
      );
      CREATE INDEX simulation_unfinished ON simulation (created_at) WHERE status IN ('queued', 'running');
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE simulation, scenario');
  }
}
