import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What users are limited to, their sessions, second factors and logins, and the count of failed attempts. */
export class CreateSessions implements MigrationInterface {
  readonly name = 'CreateSessions1795169580000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE app_user
        ADD COLUMN twins text[],
        ADD COLUMN disabled boolean NOT NULL DEFAULT false,
        ADD COLUMN revision integer NOT NULL DEFAULT 1,
        ADD COLUMN updated_at timestamptz NOT NULL DEFAULT now()
    `);

    await runner.query(`
      CREATE TABLE user_session (
        tenant text NOT NULL REFERENCES tenant,
        id uuid NOT NULL,
        user_id text NOT NULL,
        created_at timestamptz NOT NULL,
        refreshed_at timestamptz NOT NULL,
        expires_at timestamptz NOT NULL,
        ended_at timestamptz,
        PRIMARY KEY (tenant, id),
        FOREIGN KEY (tenant, user_id) REFERENCES app_user ON DELETE CASCADE
      );
      CREATE INDEX user_session_user ON user_session (tenant, user_id) WHERE ended_at IS NULL;
      CREATE INDEX user_session_expiry ON user_session (expires_at);
    `);

    // A token names no tenant: its digest alone leads to the session.
    await runner.query(`
      CREATE TABLE refresh_token (
        digest bytea PRIMARY KEY,
        tenant text NOT NULL,
        session uuid NOT NULL,
        expires_at timestamptz NOT NULL,
        used_at timestamptz,
        FOREIGN KEY (tenant, session) REFERENCES user_session ON DELETE CASCADE
      );
      CREATE INDEX refresh_token_session ON refresh_token (tenant, session);
      CREATE INDEX refresh_token_expiry ON refresh_token (expires_at);
    `);

    await runner.query(`
      CREATE TABLE second_factor (
        tenant text NOT NULL,
        user_id text NOT NULL,
        sealed_secret bytea NOT NULL,
        confirmed_at timestamptz,
        last_step bigint NOT NULL DEFAULT 0,
        PRIMARY KEY (tenant, user_id),
        FOREIGN KEY (tenant, user_id) REFERENCES app_user ON DELETE CASCADE
      );
      CREATE TABLE recovery_code (
        tenant text NOT NULL,
        user_id text NOT NULL,
        digest bytea NOT NULL,
        PRIMARY KEY (tenant, user_id, digest),
        FOREIGN KEY (tenant, user_id) REFERENCES second_factor ON DELETE CASCADE
      );
    `);

    await runner.query(`
      CREATE TABLE user_login (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        tenant text NOT NULL,
        user_id text NOT NULL,
        at timestamptz NOT NULL,
        outcome text NOT NULL,
        address text NOT NULL,
        FOREIGN KEY (tenant, user_id) REFERENCES app_user ON DELETE CASCADE
      );
      CREATE INDEX user_login_user ON user_login (tenant, user_id, id);
      CREATE INDEX user_login_at ON user_login (at);
    `);

    // Accounts that do not exist are counted like others, so the tenant need not exist either; addresses, which
    // belong to none, are counted under '*'.
    await runner.query(`
      CREATE TABLE login_failures (
        tenant text NOT NULL,
        key bytea NOT NULL,
        failures integer NOT NULL,
        blocked_until timestamptz,
        forgotten_at timestamptz NOT NULL,
        PRIMARY KEY (tenant, key)
      )
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE login_failures, user_login, recovery_code, second_factor, refresh_token, user_session;
      ALTER TABLE app_user DROP COLUMN twins, DROP COLUMN disabled, DROP COLUMN revision, DROP COLUMN updated_at;
    `);
  }
}
