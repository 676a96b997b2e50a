import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Roles that tenants make besides the built-in ones. */
export class CreateCustomRoles implements MigrationInterface {
  readonly name = 'CreateCustomRoles1795169820000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE custom_role (
        tenant text NOT NULL REFERENCES tenant,
        name text COLLATE "C" NOT NULL,
        description text NOT NULL,
        permissions text[] NOT NULL,
        inherits text[] NOT NULL,
        revision integer NOT NULL DEFAULT 1,
        created_at timestamptz NOT NULL,
        updated_at timestamptz NOT NULL,
        PRIMARY KEY (tenant, name)
      )
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE custom_role');
  }
}
