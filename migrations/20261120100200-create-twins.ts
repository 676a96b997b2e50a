import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateTwins implements MigrationInterface {
  readonly name = 'CreateTwins1795168920000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE twin (
        tenant text NOT NULL REFERENCES tenant,
        id text NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (tenant, id)
      );

      CREATE TABLE asset (
        tenant text NOT NULL REFERENCES tenant,
        twin_id text NOT NULL,
        id text NOT NULL,
        reported jsonb NOT NULL DEFAULT '{}',
        reported_at timestamptz,
        desired jsonb NOT NULL DEFAULT '{}',
        version integer NOT NULL DEFAULT 0,
        created_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (tenant, twin_id, id),
        FOREIGN KEY (tenant, twin_id) REFERENCES twin
      ) WITH (fillfactor = 70);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE asset, twin');
  }
}
