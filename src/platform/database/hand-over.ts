import type pg from 'pg';

/** Where the job queue keeps its tables (BullMQ's default). */
const QUEUE_SCHEMA = 'bullmq';

/**
 * What this user owns of ours: everything, when an earlier version made the schema as this user; else the partitions that
 * such a version, still running elsewhere, has made since. What belongs to an extension stays with it, and a sequence
 * goes with the column that it is of.
 */
const OWNED = `
  WITH self AS (SELECT oid AS id FROM pg_roles WHERE rolname = current_user), place AS (
    SELECT oid, nspname FROM pg_namespace WHERE nspname IN (current_schema(), '${QUEUE_SCHEMA}')
  ), first AS (
    SELECT EXISTS (
      SELECT FROM pg_class WHERE relname = 'migration' AND relnamespace = current_schema()::regnamespace
        AND relowner = (SELECT id FROM self)
    ) AS time
  ), inner_part AS (
    SELECT objid FROM pg_depend WHERE deptype = 'e' OR (classid = 'pg_class'::regclass AND deptype IN ('a', 'i')
      AND objid IN (SELECT oid FROM pg_class WHERE relkind = 'S'))
  )
  SELECT format('TABLE %s', pg_class.oid::regclass) AS owned FROM pg_class JOIN place ON place.oid = relnamespace, first
    WHERE relkind IN ('r', 'p', 'S', 'v', 'm') AND relowner = (SELECT id FROM self)
      AND pg_class.oid NOT IN (SELECT objid FROM inner_part)
      AND (first.time OR EXISTS (
        SELECT FROM pg_inherits JOIN pg_class AS parent ON parent.oid = inhparent
        WHERE inhrelid = pg_class.oid AND parent.relowner = $1::regrole
      ))
  UNION ALL
  SELECT format('ROUTINE %s', pg_proc.oid::regprocedure) FROM pg_proc JOIN place ON place.oid = pronamespace, first
    WHERE first.time AND proowner = (SELECT id FROM self) AND pg_proc.oid NOT IN (SELECT objid FROM inner_part)
  UNION ALL
  SELECT format('TYPE %s', pg_type.oid::regtype) FROM pg_type JOIN place ON place.oid = typnamespace, first
    WHERE first.time AND typtype IN ('e', 'd') AND typowner = (SELECT id FROM self)
      AND pg_type.oid NOT IN (SELECT objid FROM inner_part)
  UNION ALL
  SELECT format('SCHEMA %I', place.nspname) FROM place, first, pg_namespace AS schema
    WHERE first.time AND place.nspname = '${QUEUE_SCHEMA}' AND schema.oid = place.oid AND schema.nspowner = (SELECT id FROM self)`;

/** Lets a role make and own what the application needs in this database. Needs a transaction. */
export async function handOver(client: pg.Client, role: string): Promise<void> {
  const { rows: rights } = await client.query<{ right: string }>(
    `SELECT format('CREATE, CONNECT, TEMPORARY ON DATABASE %I', current_database()) AS right
     UNION ALL SELECT format('USAGE, CREATE ON SCHEMA %I', current_schema())`,
  );
  for (const { right } of rights) await client.query(`GRANT ${right} TO ${role}`);
  const { rows } = await client.query<{ owned: string }>(OWNED, [role]);
  for (const { owned } of rows) await client.query(`ALTER ${owned} OWNER TO ${role}`);
}
