import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Schemas that tenants register beside the published ones. */
export class CreateSchemaRegistry implements MigrationInterface {
  readonly name = 'CreateSchemaRegistry1795169220000';

  async up(runner: QueryRunner): Promise<void> {
    // A family's row is what registrations of its versions lock, so that each is compared with the newest before it.
    await runner.query(`
      CREATE TABLE schema_family (
        tenant text NOT NULL REFERENCES tenant,
        name text COLLATE "C" NOT NULL,
        PRIMARY KEY (tenant, name)
      );
    `);

    // The document is json, not jsonb, since it is served with its members in the order in which they were given.
    await runner.query(`
      CREATE TABLE schema_version (
        tenant text NOT NULL REFERENCES tenant,
        name text COLLATE "C" NOT NULL,
        family text COLLATE "C" NOT NULL,
        version integer NOT NULL,
        document json NOT NULL,
        digest text NOT NULL,
        compared_with text,
        compatibility text NOT NULL,
        breaks jsonb NOT NULL,
        breaks_total integer NOT NULL,
        registered_by text NOT NULL,
        registered_at timestamptz NOT NULL,
        PRIMARY KEY (tenant, name),
        UNIQUE (tenant, family, version),
        FOREIGN KEY (tenant, family) REFERENCES schema_family (tenant, name)
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE schema_version, schema_family');
  }
}
