import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What operators decide of tenants: what they are called, whether their credentials are taken, how much they may have. */
export class AdministerTenants implements MigrationInterface {
  readonly name = 'AdministerTenants1795169940000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE tenant
        ADD COLUMN name text,
        ADD COLUMN disabled boolean NOT NULL DEFAULT false,
        ADD COLUMN max_twins integer CHECK (max_twins >= 0),
        ADD COLUMN max_assets integer CHECK (max_assets >= 0),
        ADD COLUMN max_series integer CHECK (max_series >= 0),
        ADD COLUMN requests_per_minute integer CHECK (requests_per_minute > 0),
        ADD COLUMN revision integer NOT NULL DEFAULT 1,
        ADD COLUMN updated_at timestamptz NOT NULL DEFAULT now()
    `);
    await runner.query('UPDATE tenant SET name = id');
    // Ids are listed in the order of their bytes.
    await runner.query('CREATE INDEX tenant_by_id ON tenant (id COLLATE "C")');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX tenant_by_id');
    await runner.query(`
      ALTER TABLE tenant DROP COLUMN name, DROP COLUMN disabled, DROP COLUMN max_twins, DROP COLUMN max_assets,
        DROP COLUMN max_series, DROP COLUMN requests_per_minute, DROP COLUMN revision, DROP COLUMN updated_at
    `);
  }
}
