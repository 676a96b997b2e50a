import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What the oldest kept event of each tenant is chained to, once older ones have been dropped; and fewer weeks ahead. */
export class LogRetention implements MigrationInterface {
  readonly name = 'LogRetention1795169340000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE chain_anchor (
        tenant text PRIMARY KEY REFERENCES tenant,
        position bigint NOT NULL,
        hash bytea NOT NULL,
        dropped_at timestamptz NOT NULL DEFAULT now()
      );
    `);
    // Planning a read costs time for each partition there is: four weeks ahead are enough for any pause in service.
    await runner.query(`
      DO $$
      DECLARE
        week record;
        empty boolean;
      BEGIN
        FOR week IN SELECT relation.oid::regclass AS name FROM pg_inherits JOIN pg_class AS relation ON relation.oid = inhrelid
          WHERE inhparent = 'event_log'::regclass
            AND substring(pg_get_expr(relpartbound, relation.oid) FROM $re$FROM \\('(.+?)'\\)$re$)::timestamptz > now() + interval '5 weeks'
        LOOP
          EXECUTE format('SELECT NOT EXISTS (SELECT FROM %s)', week.name) INTO empty;
          IF empty THEN EXECUTE format('DROP TABLE %s', week.name); END IF;
        END LOOP;
      END $$;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE chain_anchor');
  }
}
