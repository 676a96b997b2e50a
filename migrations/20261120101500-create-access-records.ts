import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who asked for what by HTTP, and what became of it: in tables by month, like `access_record_2026_11`. */
export class CreateAccessRecords implements MigrationInterface {
  readonly name = 'CreateAccessRecords1795169700000';

  async up(runner: QueryRunner): Promise<void> {
    // Neither the tenant nor the twin need exist: refusals tell of what was asked for. No tenant: no valid credential.
    await runner.query(`
      CREATE TABLE access_record (
        tenant text,
        at timestamptz NOT NULL,
        id text COLLATE "C" NOT NULL,
        actor text,
        twin_id text,
        method text NOT NULL,
        route text,
        path text NOT NULL,
        status smallint NOT NULL,
        problem text,
        address text NOT NULL,
        user_agent text,
        request_id text NOT NULL,
        duration_ms real NOT NULL,
        PRIMARY KEY (at, id)
      ) PARTITION BY RANGE (at)
    `);
    await runner.query('CREATE INDEX access_record_of_tenant ON access_record (tenant, at, id)');
    await runner.query(MAKE_MONTHS);
    await runner.query('SELECT make_access_record_partitions(2)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP FUNCTION make_access_record_partitions(integer)');
    await runner.query('DROP TABLE access_record');
  }
}

/**
 * Makes the partitions of the last month, of this one, and of so many to come. They are attached, since CREATE …
 * PARTITION OF would wait for every reader and writer of the parent.
 */
const MAKE_MONTHS = `
  CREATE FUNCTION make_access_record_partitions(months_ahead integer) RETURNS void LANGUAGE plpgsql AS $body$
  DECLARE
    first timestamptz;
    part text;
  BEGIN
    PERFORM pg_advisory_xact_lock(hashtextextended('access-record-partitions', 0));
    FOR i IN -1..months_ahead LOOP
      first := (date_trunc('month', now() AT TIME ZONE 'UTC') + i * interval '1 month') AT TIME ZONE 'UTC';
      part := 'access_record' || to_char(first AT TIME ZONE 'UTC', '"_"YYYY"_"MM');
      CONTINUE WHEN to_regclass(part) IS NOT NULL;
      EXECUTE format('CREATE TABLE %I (LIKE access_record INCLUDING ALL)', part);
      EXECUTE format('ALTER TABLE access_record ATTACH PARTITION %I FOR VALUES FROM (%L) TO (%L)',
        part, first, ((first AT TIME ZONE 'UTC') + interval '1 month') AT TIME ZONE 'UTC');
    END LOOP;
  END
  $body$`;
