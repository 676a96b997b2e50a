import type pg from 'pg';

/** A table whose rows belong to tenants. */
export interface GuardedTable {
  readonly name: string;
  /** What gives a row's tenant, as its id or its number. */
  readonly owner: 'tenant' | 'id' | 'series_id >> 36';
  /** The column by which a row belongs to its tenant. */
  readonly column: string;
  readonly partition: boolean;
}

/** Tables that belong to no tenant: the list of migrations, and how far the rollups of all are made. */
export const OF_NO_TENANT = ['migration', 'rollup_progress'];

export async function guardedTables(client: pg.Client): Promise<GuardedTable[]> {
  const { rows } = await client.query<GuardedTable>(
    `SELECT pg_class.oid::regclass::text AS name, relispartition AS partition, attname AS column,
       CASE attname WHEN 'series_id' THEN 'series_id >> 36' ELSE attname END AS owner
     FROM pg_class JOIN pg_attribute ON attrelid = pg_class.oid AND NOT attisdropped
     WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') AND attname IN ('tenant', 'series_id', 'id')
       AND relname <> ALL($1)
       AND CASE attname WHEN 'tenant' THEN true WHEN 'id' THEN relname = 'tenant' ELSE NOT EXISTS (
         SELECT FROM pg_attribute AS other WHERE other.attrelid = pg_class.oid AND other.attname = 'tenant') END
     ORDER BY name`,
    [OF_NO_TENANT],
  );
  return rows;
}

interface Column {
  readonly name: string;
  readonly type: string;
}

/** Values by type, for rows that only have to be there. */
const SOME_VALUE: Readonly<Record<string, unknown>> = {
  text: 'some',
  uuid: '00000000-0000-4000-8000-000000000000',
  bytea: '\\x00',
  bigint: 1,
  integer: 1,
  smallint: 1,
  real: 1,
  'double precision': 1,
  boolean: true,
  'timestamp with time zone': '2026-11-20T00:00:00Z',
  'text[]': [],
  'integer[]': [],
  json: {},
  jsonb: {},
};
/** What a table checks of a value. */
const FITTING: Readonly<Record<string, unknown>> = { 'revocation.kind': 'key', 'simulation.status': 'queued' };

/** Adds a row for a tenant to a table, whatever else it would need: the keys to other tables have to be switched off. */
export async function addSomeRow(client: pg.Client, { name, column }: GuardedTable, owner: string): Promise<void> {
  const { rows } = await client.query<Column>(
    `SELECT attname AS name, format_type(atttypid, NULL) AS type FROM pg_attribute
     WHERE attrelid = $1::regclass AND attnum > 0 AND NOT attisdropped AND attnotnull
       AND NOT atthasdef`,
    [name],
  );
  const row = Object.fromEntries(
    rows.map(({ name: key, type }) => [key, key === column ? owner : (FITTING[`${name}.${key}`] ?? SOME_VALUE[type])]),
  );
  const columns = Object.keys(row).map((key) => `"${key}"`);
  await client.query(
    `INSERT INTO ${name} (${columns.join()}) OVERRIDING SYSTEM VALUE
     SELECT ${columns.join()} FROM jsonb_populate_record(NULL::${name}, $1)`,
    [JSON.stringify(row)],
  );
}
