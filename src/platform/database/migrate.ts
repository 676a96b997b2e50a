import type { DataSource } from 'typeorm';

/** Any constant will do, as long as every process uses the same: the ASCII of "opstwin". */
export const MIGRATION_LOCK = 0x6f707374;

/**
 * Brings the schema up to date, one process at a time: the others wait on an advisory lock and then find nothing to do.
 * @returns the names of the migrations that ran
 */
export async function migrate(dataSource: DataSource): Promise<string[]> {
  const runner = dataSource.createQueryRunner();
  try {
    await runner.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK]);
    const done = await dataSource.runMigrations({ transaction: 'each' });
    return done.map((migration) => migration.name);
  } finally {
    await runner.query('SELECT pg_advisory_unlock($1)', [MIGRATION_LOCK]).catch(() => undefined);
    await runner.release();
  }
}
