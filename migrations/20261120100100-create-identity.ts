import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateIdentity implements MigrationInterface {
  readonly name = 'CreateIdentity1795168860000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE app_user (
        tenant text NOT NULL REFERENCES tenant,
        id text NOT NULL,
        username text NOT NULL,
        password_hash text NOT NULL,
        roles text[] NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (tenant, id),
        UNIQUE (tenant, username)
      )
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE app_user');
  }
}
