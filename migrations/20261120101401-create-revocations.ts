import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which credentials are no longer taken, and which transaction told so, by which processes follow what is new. */
export class CreateRevocations implements MigrationInterface {
  readonly name = 'CreateRevocations1795169641000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE revocation (
        tenant text NOT NULL REFERENCES tenant,
        kind text NOT NULL CHECK (kind IN ('subject', 'session', 'key')),
        id text NOT NULL,
        at timestamptz NOT NULL,
        written_in xid8 NOT NULL DEFAULT pg_current_xact_id(),
        PRIMARY KEY (tenant, kind, id)
      )
    `);
    await runner.query('CREATE INDEX revocation_written_in ON revocation (written_in)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE revocation');
  }
}
