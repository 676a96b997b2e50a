import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Documents that say how foreign messages become readings; a version never changes. */
export class CreateSources implements MigrationInterface {
  readonly name = 'CreateSources1795169460000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE source (
        tenant text NOT NULL REFERENCES tenant,
        name text COLLATE "C" NOT NULL,
        version integer NOT NULL,
        document jsonb NOT NULL,
        created_by text NOT NULL,
        created_at timestamptz NOT NULL,
        PRIMARY KEY (tenant, name, version)
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE source');
  }
}
