import pg from 'pg';
import { withSetting } from './connection-setting.js';
import { handOver } from './hand-over.js';
import { MIGRATION_LOCK } from './migrate.js';

/** Whom the application runs as where it connects as somebody whom row-level security does not bind. */
export const APPLICATION_ROLE = 'opstwin_app';

const CONNECT_TIMEOUT_MS = 5000;
/** duplicate_object, unique_violation (PostgreSQL, Appendix A): another process made it at this moment. */
const MADE_ALREADY = new Set(['42710', '23505']);

interface Rights {
  readonly user: string;
  readonly superuser: boolean;
  readonly bypasses: boolean;
  /** Whether the user can become the role; null when there is no such role. */
  readonly member: boolean | null;
}

/**
 * The connection string with which the application runs. A superuser, or whoever has BYPASSRLS, would see the rows of all
 * tenants whatever the policies say: then it is made to run as a role of its own, which comes to own what is there. An
 * ordinary user is bound by the policies of its own tables and stays who it is.
 * @throws Error when the user bypasses row-level security and can make no role
 */
export async function applicationUrl(url: string): Promise<string> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: CONNECT_TIMEOUT_MS });
  // A connection that breaks between two statements tells so by an event as well.
  client.on('error', () => undefined);
  await client.connect();
  try {
    const rights = await rightsOf(client);
    if (!rights.superuser && !rights.bypasses) return url;
    await ensureRole(client, rights);
    await client.query('BEGIN');
    await client.query('SELECT pg_advisory_xact_lock($1)', [MIGRATION_LOCK]);
    await handOver(client, APPLICATION_ROLE);
    await client.query('COMMIT');
    return withSetting(url, 'role', APPLICATION_ROLE);
  } finally {
    await client.end();
  }
}

async function rightsOf(client: pg.Client): Promise<Rights> {
  const { rows } = await client.query<Rights>(
    `SELECT rolname AS user, rolsuper AS superuser, rolbypassrls AS bypasses,
       pg_has_role(rolname, (SELECT oid FROM pg_roles WHERE rolname = $1), 'MEMBER') AS member
     FROM pg_roles WHERE rolname = current_user`,
    [APPLICATION_ROLE],
  );
  const [rights] = rows;
  if (!rights) throw new Error('PostgreSQL does not know the user that is connected');
  return rights;
}

async function ensureRole(client: pg.Client, { user, superuser, member }: Rights): Promise<void> {
  if (member === true) return;
  try {
    if (member === null) await makeRole(client);
    // A superuser can become whoever it likes.
    if (!superuser) await client.query(`GRANT ${APPLICATION_ROLE} TO CURRENT_USER`);
  } catch (cause) {
    throw new Error(
      `The database user ${user} bypasses row-level security, and may not make the role ${APPLICATION_ROLE} to run as. ` +
        `Take BYPASSRLS from it, or let a superuser make the role and grant it to ${user}.`,
      { cause },
    );
  }
}

/** TimescaleDB compresses in the background only for owners that could log in, as this role can not without a password. */
async function makeRole(client: pg.Client): Promise<void> {
  try {
    await client.query(`CREATE ROLE ${APPLICATION_ROLE} LOGIN NOSUPERUSER NOBYPASSRLS`);
  } catch (error) {
    if (!MADE_ALREADY.has(String((error as { code?: unknown }).code))) throw error;
  }
}
