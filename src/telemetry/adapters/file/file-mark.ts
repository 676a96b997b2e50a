import { createHash } from 'node:crypto';
import type { FileHandle } from 'node:fs/promises';

/** Bytes at the beginning of a file by which it is known again. */
const HEAD_BYTES = 1024;

/** How far a file was read, and how it begins, so that another file in its place is noticed. */
export interface FileMark {
  /** Bytes that were read. */
  readonly position: number;
  /** How many of them are in the digest. */
  readonly headLength: number;
  /** SHA-256 of the file's first bytes, in hex. */
  readonly headDigest: string;
}

export const START: FileMark = { position: 0, headLength: 0, headDigest: digestOf(Buffer.alloc(0)) };

/** The mark of a file that was read up to a position. @param before the mark that it had, of the same file */
export async function markAt(handle: FileHandle, position: number, before: FileMark): Promise<FileMark> {
  const headLength = Math.min(position, HEAD_BYTES);
  if (headLength === before.headLength) return { ...before, position };
  return { position, headLength, headDigest: digestOf(await headOf(handle, headLength)) };
}

/** Whether a file is the one of the mark, or one that begins like it: nothing else tells a file that was cut off and filled anew. */
export async function isMarked(handle: FileHandle, mark: FileMark): Promise<boolean> {
  const { size } = await handle.stat();
  if (size < mark.position) return false;
  const head = await headOf(handle, mark.headLength);
  return head.length === mark.headLength && digestOf(head) === mark.headDigest;
}

async function headOf(handle: FileHandle, length: number): Promise<Buffer> {
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(length), 0, length, 0);
  return buffer.subarray(0, bytesRead);
}

function digestOf(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}
