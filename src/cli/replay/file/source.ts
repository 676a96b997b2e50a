import { createReadStream } from 'node:fs';
import { createGunzip } from 'node:zlib';
import { STANDARD_INPUT } from './file-format.js';

/** Where the bytes of a file come from, already unpacked. */
export interface Source {
  readonly chunks: AsyncIterable<Buffer>;
  /** For a packed file: how many of its own bytes were read so far. */
  readonly bytesRead?: () => number;
  close(): void;
}

/** Opens a file, one packed by gzip (its name ends in `.gz`), or standard input. A failure shows at the first chunk. */
export function openSource(file: string): Source {
  if (file === STANDARD_INPUT) return { chunks: process.stdin, close: () => process.stdin.destroy() };
  const stream = createReadStream(file);
  if (!file.endsWith('.gz')) return { chunks: stream as AsyncIterable<Buffer>, close: () => stream.destroy() };
  const unpacked = createGunzip();
  stream.on('error', (error) => unpacked.destroy(error));
  stream.pipe(unpacked);
  return {
    chunks: unpacked as AsyncIterable<Buffer>,
    bytesRead: () => stream.bytesRead,
    close: () => {
      stream.destroy();
      unpacked.destroy();
    },
  };
}

/** The beginning of a source, with its first whole line if it has one, and all of it, the beginning included. */
export async function lookInto({ chunks }: Source): Promise<{ head: string; all: AsyncIterable<Buffer> }> {
  const iterator = chunks[Symbol.asyncIterator]();
  const seen: Buffer[] = [];
  for (;;) {
    const next = await iterator.next();
    if (next.done === true) break;
    seen.push(next.value);
    if (next.value.includes('\n')) break;
  }
  return { head: Buffer.concat(seen).toString(), all: chained(seen, iterator) };
}

async function* chained(seen: readonly Buffer[], rest: AsyncIterator<Buffer>): AsyncGenerator<Buffer> {
  yield* seen;
  for (let next = await rest.next(); next.done !== true; next = await rest.next()) yield next.value;
}
