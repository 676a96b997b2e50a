import { existsSync, readFileSync } from 'node:fs';

const PAGE_BYTES = 4096;

/** Bytes of memory that a process holds (resident set), or undefined where the system does not tell (proc(5)). */
export function residentBytes(pid: number | undefined): number | undefined {
  const file = `/proc/${String(pid)}/statm`;
  if (!existsSync(file)) return undefined;
  return Number(readFileSync(file, 'utf8').split(' ')[1]) * PAGE_BYTES;
}
