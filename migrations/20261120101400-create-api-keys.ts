import type { MigrationInterface, QueryRunner } from 'typeorm';

/** API keys, of which only a digest of the secret is kept. */
export class CreateApiKeys implements MigrationInterface {
  readonly name = 'CreateApiKeys1795169640000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE api_key (
        tenant text NOT NULL REFERENCES tenant,
        id text NOT NULL,
        name text NOT NULL,
        prefix text COLLATE "C" NOT NULL UNIQUE,
        digest bytea NOT NULL,
        roles text[] NOT NULL,
        twins text[],
        created_by text NOT NULL,
        created_at timestamptz NOT NULL,
        expires_at timestamptz,
        last_used_at timestamptz,
        last_used_from text,
        revoked_at timestamptz,
        revoked_by text,
        PRIMARY KEY (tenant, id)
      )
    `);
    await runner.query('CREATE INDEX api_key_newest ON api_key (tenant, created_at DESC, id DESC)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE api_key');
  }
}
