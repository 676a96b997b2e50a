import { constants } from 'node:fs';
import { open, realpath, stat, type FileHandle } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { AdapterFault } from '../domain/adapter-fault.js';

/** A file below the tenant's part of the watched folder. */
export interface WatchedPath {
  /** The watched folder; undefined when the process has none. */
  readonly folder: string | undefined;
  readonly tenant: string;
  /** Relative, without `..`. */
  readonly path: string;
}

/**
 * Opens a watched file to read.
 * @throws AdapterFault when there is no watched folder, or when a link leads out of the tenant's part of it; Error with
 *   the code ENOENT when there is no such file
 */
export async function openWatched({ folder, tenant, path }: WatchedPath): Promise<FileHandle> {
  if (folder === undefined) throw new AdapterFault('OPSTWIN_WATCH_DIR is not set in this process');
  const root = join(folder, tenant);
  // A pipe would keep the opening waiting for somebody who writes.
  const handle = await open(join(root, path), constants.O_RDONLY | constants.O_NONBLOCK).catch(withoutPath(path));
  try {
    const opened = await handle.stat();
    if (!opened.isFile()) throw new AdapterFault(`${path} is no file`);
    const real = await realpath(join(root, path));
    const { dev, ino } = await stat(real);
    // Compared with what was opened, so that a link cannot change between the opening and the look at where it leads.
    const inside = real.startsWith((await realpath(root)) + sep) && dev === opened.dev && ino === opened.ino;
    if (!inside) throw new AdapterFault(`${path} leads out of the watched folder`);
    return handle;
  } catch (error) {
    await handle.close();
    throw error;
  }
}

/** Says what is wrong by the path of the document; where the folder lies is none of its reader's business. */
function withoutPath(path: string) {
  return (error: unknown): never => {
    const { code } = error as NodeJS.ErrnoException;
    const words = code === 'ENOENT' ? `There is no file ${path}` : `${path} cannot be opened (${code ?? 'unknown'})`;
    throw Object.assign(new Error(words), { code });
  };
}
