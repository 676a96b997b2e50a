import { randomUUID } from 'node:crypto';
import { link, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { processIdentity } from './process-identity.js';

interface Holder {
  readonly pid: number;
  readonly identity: string;
  readonly host: string;
  readonly since: string;
}

/** Another OpsTwin process uses the data directory. */
export class DataDirectoryHeldError extends Error {
  constructor(directory: string, holder: Holder) {
    super(
      `The data directory ${directory} is held by process ${holder.pid} on ${holder.host} since ${holder.since}. ` +
        'Stop it, or set OPSTWIN_DATA_DIR to another folder.',
    );
    this.name = 'DataDirectoryHeldError';
  }
}

/** Lets one process at a time use a data directory; a holder that died is recognised and replaced. */
export class DataDirectoryLock {
  private constructor(private readonly file: string) {}

  /** @throws DataDirectoryHeldError when a live process holds the directory */
  static async acquire(directory: string): Promise<DataDirectoryLock> {
    const file = join(directory, 'opstwin.lock');
    const own: Holder = {
      pid: process.pid,
      identity: (await processIdentity(process.pid)) ?? '',
      host: hostname(),
      since: new Date().toISOString(),
    };
    const draft = `${file}.${randomUUID()}`;
    await writeFile(draft, JSON.stringify(own), { mode: 0o600 });
    try {
      for (;;) {
        // A hard link appears whole or not at all, and only where no file is yet.
        if (await succeeds(link(draft, file))) return new DataDirectoryLock(file);
        const text = await readFile(file, 'utf8').catch(() => undefined);
        if (text === undefined) continue;
        const holder = JSON.parse(text) as Holder;
        if (await holds(holder)) throw new DataDirectoryHeldError(directory, holder);
        await removeStale(file, text);
      }
    } finally {
      await rm(draft, { force: true });
    }
  }

  async release(): Promise<void> {
    await rm(this.file, { force: true });
  }
}

async function holds(holder: Holder): Promise<boolean> {
  if (holder.host !== hostname()) return true;
  return (await processIdentity(holder.pid)) === holder.identity;
}

/** Takes a dead holder's file away; puts it back when another process had replaced it in between. */
async function removeStale(file: string, stale: string): Promise<void> {
  const aside = `${file}.${randomUUID()}`;
  if (!(await succeeds(rename(file, aside)))) return;
  if ((await readFile(aside, 'utf8')) !== stale) await succeeds(link(aside, file));
  await rm(aside, { force: true });
}

async function succeeds(attempt: Promise<unknown>): Promise<boolean> {
  try {
    await attempt;
    return true;
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'EEXIST' || code === 'ENOENT') return false;
    throw error;
  }
}
