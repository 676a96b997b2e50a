import type pg from 'pg';
import type { QueryRunner } from 'typeorm';
import { SYSTEM } from './tenant-context.js';

/** The setting that row-level security goes by: the id of a tenant, or SYSTEM; nothing is visible where it is not set. */
const TELL = `SELECT set_config('opstwin.tenant', $1, false)`;
const UNSURE = '';

/** Lets a new connection begin as the system's, as migrations need it, which know of no tenant. */
export async function beginAsSystem(client: pg.Client): Promise<void> {
  await client.query(TELL, [SYSTEM]);
}

/** Tells each connection of the pool for whom its next statements are. They begin as the system's. */
export class ConnectionTenants {
  /** What each connection was told last, so that only a change costs a statement. */
  private readonly told = new WeakMap<object, string>();

  /** Must come before a transaction begins, since what is set inside one is undone with it. */
  async tell(runner: QueryRunner, tenant: string): Promise<void> {
    const connection = (await runner.connect()) as object;
    if ((this.told.get(connection) ?? SYSTEM) === tenant) return;
    this.told.set(connection, UNSURE);
    await runner.query(TELL, [tenant]);
    this.told.set(connection, tenant);
  }
}
