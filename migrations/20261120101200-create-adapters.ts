import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Adapters, who runs them and how they fare, where they are in their files, and which assets they know to be online. */
export class CreateAdapters implements MigrationInterface {
  readonly name = 'CreateAdapters1795169520000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE telemetry_adapter (
        tenant text NOT NULL REFERENCES tenant,
        name text COLLATE "C" NOT NULL,
        document json NOT NULL,
        revision integer NOT NULL DEFAULT 1,
        messages bigint NOT NULL DEFAULT 0,
        accepted bigint NOT NULL DEFAULT 0,
        rejected bigint NOT NULL DEFAULT 0,
        last_message_at timestamptz,
        created_at timestamptz NOT NULL,
        updated_at timestamptz NOT NULL,
        PRIMARY KEY (tenant, name)
      )
    `);

    // One row for each share of an adapter, which one process runs; one that is not told again for a while is of a dead
    // process.
    await runner.query(`
      CREATE TABLE telemetry_adapter_run (
        tenant text NOT NULL,
        name text COLLATE "C" NOT NULL,
        share integer NOT NULL,
        process text NOT NULL,
        state text NOT NULL,
        since timestamptz NOT NULL,
        messages bigint NOT NULL,
        error text,
        rejection text,
        told_at timestamptz NOT NULL,
        PRIMARY KEY (tenant, name, share),
        FOREIGN KEY (tenant, name) REFERENCES telemetry_adapter ON DELETE CASCADE
      )
    `);

    await runner.query(`
      CREATE TABLE telemetry_adapter_position (
        tenant text NOT NULL,
        name text COLLATE "C" NOT NULL,
        path text NOT NULL,
        position bigint NOT NULL,
        head_length integer NOT NULL,
        head_digest text NOT NULL,
        PRIMARY KEY (tenant, name, path),
        FOREIGN KEY (tenant, name) REFERENCES telemetry_adapter ON DELETE CASCADE
      )
    `);

    await runner.query(`
      CREATE TABLE telemetry_asset_connection (
        tenant text NOT NULL,
        name text COLLATE "C" NOT NULL,
        twin_id text NOT NULL,
        asset_id text NOT NULL,
        connected boolean NOT NULL,
        PRIMARY KEY (tenant, name, twin_id, asset_id),
        FOREIGN KEY (tenant, name) REFERENCES telemetry_adapter ON DELETE CASCADE
      )
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      'DROP TABLE telemetry_asset_connection, telemetry_adapter_position, telemetry_adapter_run, telemetry_adapter',
    );
  }
}
