import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, chown, mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import { DataDirectoryLock } from './data-directory-lock.js';
import { freePort } from './free-port.js';
import { postgresBinaries, type PostgresBinaries } from './postgres-binaries.js';
import { unprivilegedUser, type UserIds } from './unprivileged-user.js';

const run = promisify(execFile);
const DATABASE = 'opstwin';
const START_ATTEMPTS = 3;

/**
 * A PostgreSQL server of its own in the data directory, on a free port of the loopback interface.
 * It is started through pg_ctl, outside this process's group, so that Ctrl-C reaches OpsTwin first and the
 * server only when OpsTwin has closed.
 */
export class EmbeddedPostgres {
  private constructor(
    readonly url: string,
    private readonly cluster: string,
    private readonly lock: DataDirectoryLock,
    private readonly programs: PostgresBinaries,
    private readonly user: UserIds | undefined,
  ) {}

  /**
   * Takes the directory, stops the server of a crashed predecessor, initialises the cluster when there is none, and starts.
   * @param password of the server's only user; kept with the directory's secrets
   * @throws DataDirectoryHeldError when a live process uses the directory
   */
  static async start(directory: string, password: string): Promise<EmbeddedPostgres> {
    const [programs, user] = await Promise.all([postgresBinaries(), unprivilegedUser()]);
    const lock = await DataDirectoryLock.acquire(directory);
    try {
      const cluster = join(directory, 'postgres');
      if (user) await letThrough(directory);
      await stopLeftover(cluster, programs, user);
      if (!existsSync(join(cluster, 'PG_VERSION'))) await initialise(cluster, password, programs, user);
      const port = await startServer(cluster, programs, user);
      const url = `postgres://opstwin:${password}@127.0.0.1:${port}/${DATABASE}`;
      await createDatabase(url);
      return new EmbeddedPostgres(url, cluster, lock, programs, user);
    } catch (error) {
      await lock.release();
      throw error;
    }
  }

  async stop(): Promise<void> {
    await run(this.programs.pg_ctl, ['stop', '-D', this.cluster, '-m', 'fast', '-w', '-t', '8'], { ...this.user });
    await this.lock.release();
  }
}

/** The server's user has to pass through the directory; what is secret in it stays readable by its owner only. */
async function letThrough(directory: string): Promise<void> {
  const { mode } = await stat(directory);
  await chmod(directory, mode | 0o011);
}

/** A predecessor that was killed leaves its server running: the lock is ours now, so the server is nobody's. */
async function stopLeftover(cluster: string, programs: PostgresBinaries, user: UserIds | undefined): Promise<void> {
  if (!existsSync(join(cluster, 'postmaster.pid'))) return;
  const running = await run(programs.pg_ctl, ['status', '-D', cluster], { ...user }).then(
    () => true,
    () => false,
  );
  if (!running) return;
  const stop = (mode: string) =>
    run(programs.pg_ctl, ['stop', '-D', cluster, '-m', mode, '-w', '-t', '20'], { ...user });
  await stop('fast').catch(() => stop('immediate'));
}

/** Initialises beside the final place and renames, so that a crash in between leaves nothing half made. */
async function initialise(
  cluster: string,
  password: string,
  programs: PostgresBinaries,
  user: UserIds | undefined,
): Promise<void> {
  const draft = `${cluster}.new`;
  const passwordFile = `${cluster}.password`;
  await rm(draft, { recursive: true, force: true });
  await mkdir(draft, { mode: 0o700 });
  await writeFile(passwordFile, password, { mode: 0o600 });
  if (user) await Promise.all([draft, passwordFile].map((path) => chown(path, user.uid, user.gid)));
  try {
    await run(
      programs.initdb,
      ['-D', draft, '-U', 'opstwin', '-A', 'scram-sha-256', `--pwfile=${passwordFile}`, '-E', 'UTF8', '--locale=C'],
      { ...user },
    );
    await rename(draft, cluster);
  } catch (cause) {
    throw new Error(`The embedded PostgreSQL in ${cluster} could not be initialised:\n${reason(cause, user)}`, {
      cause,
    });
  } finally {
    await rm(passwordFile, { force: true });
  }
}

/** What initdb said; when it could not even be run, that, and why this may be. */
function reason(cause: unknown, user: UserIds | undefined): string {
  const said = cause instanceof Error && 'stderr' in cause ? String(cause.stderr).trim() : '';
  if (said !== '') return said;
  const hint = user
    ? ` PostgreSQL does not run as root, so it runs as user ${user.uid}, who must be able to reach both the data directory ` +
      'and the folder that OpsTwin is installed in.'
    : '';
  return `${cause instanceof Error ? cause.message : String(cause)}.${hint}`;
}

/** Another program can take the free port before the server does, so a failed start is tried again on another port. */
async function startServer(cluster: string, programs: PostgresBinaries, user: UserIds | undefined): Promise<number> {
  const log = join(cluster, 'server.log');
  for (let attempt = 1; ; attempt++) {
    const port = await freePort();
    const options = `-p ${port} -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c max_connections=60`;
    try {
      await run(programs.pg_ctl, ['start', '-D', cluster, '-w', '-t', '30', '-l', log, '-o', options], { ...user });
      return port;
    } catch (cause) {
      if (attempt < START_ATTEMPTS) continue;
      const tail = (await readFile(log, 'utf8').catch(() => '')).trim().split('\n').slice(-5).join('\n');
      throw new Error(`The embedded PostgreSQL in ${cluster} did not start:\n${tail}`, { cause });
    }
  }
}

async function createDatabase(url: string): Promise<void> {
  const maintenance = new URL(url);
  maintenance.pathname = '/postgres';
  const client = new pg.Client({ connectionString: maintenance.href });
  await client.connect();
  try {
    const { rowCount } = await client.query('SELECT FROM pg_database WHERE datname = $1', [DATABASE]);
    if (rowCount === 0) await client.query(`CREATE DATABASE ${DATABASE}`);
  } finally {
    await client.end();
  }
}
