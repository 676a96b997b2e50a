import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Actions, from queued to finished. */
export class CreateAction implements MigrationInterface {
  readonly name = 'CreateAction1795169160000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE action (
        tenant text NOT NULL REFERENCES tenant,
        id text NOT NULL,
        twin_id text NOT NULL,
        target text NOT NULL,
        type text NOT NULL,
        params jsonb NOT NULL,
        emergency boolean NOT NULL,
        status text NOT NULL,
        attempts integer NOT NULL DEFAULT 0,
        proposal_id text,
        requested_by text NOT NULL,
        correlation_id text NOT NULL,
        queued_event_id text,
        error text,
        created_at timestamptz NOT NULL,
        started_at timestamptz,
        finished_at timestamptz,
        PRIMARY KEY (tenant, id)
      );

      CREATE INDEX action_newest ON action (tenant, created_at DESC, id DESC);
      CREATE INDEX action_unfinished ON action (created_at) WHERE status IN ('queued', 'running');
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE action');
  }
}
