import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Tenants, the hash-chained log in weekly partitions, and the durable consumers' offsets and dead letters. */
export class CreateEventLog implements MigrationInterface {
  readonly name = 'CreateEventLog1795168800000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE tenant (
        id text PRIMARY KEY,
        created_at timestamptz NOT NULL DEFAULT now()
      );

      CREATE TABLE event_head (
        tenant text PRIMARY KEY REFERENCES tenant,
        position bigint NOT NULL DEFAULT 0,
        hash bytea NOT NULL DEFAULT '\\x0000000000000000000000000000000000000000000000000000000000000000',
        appended_at timestamptz NOT NULL DEFAULT '-infinity'
      );

      CREATE TABLE event_log (
        tenant text NOT NULL,
        position bigint NOT NULL,
        appended_at timestamptz NOT NULL,
        type text NOT NULL,
        twin_id text,
        hash bytea NOT NULL,
        body text NOT NULL,
        PRIMARY KEY (tenant, position, appended_at)
      ) PARTITION BY RANGE (appended_at);

      CREATE TABLE consumer_offset (
        consumer text NOT NULL,
        tenant text NOT NULL REFERENCES tenant,
        position bigint NOT NULL,
        PRIMARY KEY (consumer, tenant)
      );

      CREATE TABLE dead_letter (
        consumer text NOT NULL,
        tenant text NOT NULL REFERENCES tenant,
        position bigint NOT NULL,
        event_type text NOT NULL,
        error text NOT NULL,
        attempts integer NOT NULL,
        parked_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (consumer, tenant, position)
      );
    `);

    // Weekly partitions keep a cursor's page within a few of them, and let retention drop whole ones.
    await runner.query(`
      CREATE FUNCTION make_event_log_partitions(weeks_ahead integer) RETURNS void LANGUAGE plpgsql AS $$
      DECLARE
        week timestamptz := date_trunc('week', now(), 'UTC');
      BEGIN
        FOR i IN -1..weeks_ahead LOOP
          EXECUTE format(
            'CREATE TABLE IF NOT EXISTS %I PARTITION OF event_log FOR VALUES FROM (%L) TO (%L)',
            'event_log_' || to_char((week + i * interval '7 days') AT TIME ZONE 'UTC', 'YYYYMMDD'),
            week + i * interval '7 days', week + (i + 1) * interval '7 days');
        END LOOP;
      END $$;
    `);

    // The head row's lock is what makes positions gapless in commit order; appended_at never runs backwards under it.
    await runner.query(`
      CREATE FUNCTION append_events(p_tenant text, p_types text[], p_twins text[], p_bodies text[])
      RETURNS bigint LANGUAGE plpgsql AS $$
      DECLARE
        head event_head;
      BEGIN
        SELECT * INTO head FROM event_head WHERE tenant = p_tenant FOR UPDATE;
        IF NOT FOUND THEN
          RAISE EXCEPTION 'There is no tenant %', p_tenant
            USING ERRCODE = 'foreign_key_violation', CONSTRAINT = 'event_log_tenant_fkey';
        END IF;
        head.appended_at := greatest(clock_timestamp(), head.appended_at);
        FOR i IN 1..cardinality(p_bodies) LOOP
          head.position := head.position + 1;
          head.hash := sha256(head.hash || int8send(head.position) || sha256(convert_to(p_bodies[i], 'UTF8')));
          INSERT INTO event_log (tenant, position, appended_at, type, twin_id, hash, body)
          VALUES (p_tenant, head.position, head.appended_at, p_types[i], p_twins[i], head.hash, p_bodies[i]);
        END LOOP;
        UPDATE event_head SET position = head.position, hash = head.hash, appended_at = head.appended_at
        WHERE tenant = p_tenant;
        PERFORM pg_notify('opstwin_event_log', p_tenant);
        RETURN head.position;
      END $$;
    `);
    await runner.query(`SELECT make_event_log_partitions(12)`);
    await runner.query(`INSERT INTO tenant (id) VALUES ('default')`);
    await runner.query(`INSERT INTO event_head (tenant) VALUES ('default')`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP FUNCTION append_events(text, text[], text[], text[]);
      DROP FUNCTION make_event_log_partitions(integer);
      DROP TABLE dead_letter, consumer_offset, event_log, event_head, tenant;
    `);
  }
}
