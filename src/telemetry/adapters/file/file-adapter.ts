import { setTimeout as sleep } from 'node:timers/promises';
import type { FileDocument } from '../documents/adapter-document.js';
import { CsvLines } from '../domain/csv-lines.js';
import type { LineReader } from '../domain/line-reader.js';
import { NdjsonLines } from '../domain/ndjson-lines.js';
import type { TakeDelivery, TelemetryAdapter } from '../run/adapter.js';
import type { FilePosition } from './file-positions.js';
import { FollowedFile, type FileLines } from './followed-file.js';
import type { WatchedPath } from './open-watched.js';

/** Looked at again and again rather than watched, since network file systems tell nobody of changes. */
const LOOK_MS = 500;

/** Follows a file; how far it has read is noted after the readings are stored, so that none is passed over. */
export class FileAdapter implements TelemetryAdapter {
  readonly ended: Promise<never>;
  private fail!: (error: Error) => void;
  private opening: Promise<FollowedFile> | undefined;
  private reader: LineReader | undefined;
  private following: Promise<void> | undefined;
  private closed = false;

  constructor(
    private readonly document: FileDocument,
    private readonly path: WatchedPath,
    private readonly position: FilePosition,
    private readonly take: TakeDelivery,
    private readonly signal: AbortSignal,
  ) {
    this.ended = new Promise((_, reject) => (this.fail = reject));
  }

  async connect(): Promise<void> {
    this.opening = this.position.read().then((mark) => FollowedFile.open(this.path, mark));
    await this.opening;
  }

  async subscribe(): Promise<void> {
    const file = await this.opening;
    if (file) this.following = this.follow(file).catch(this.fail);
  }

  /** Nobody else knows of it. */
  leave(): Promise<void> {
    return Promise.resolve();
  }

  async close(): Promise<void> {
    this.closed = true;
    await this.following;
    await this.opening?.then(
      (file) => file.close(),
      () => undefined,
    );
  }

  private async follow(file: FollowedFile): Promise<void> {
    while (!this.closed && !this.signal.aborted) {
      const lines = await file.next();
      if (lines) await this.deliver(file, lines);
      else await sleep(LOOK_MS, undefined, { signal: this.signal }).catch(() => undefined);
    }
  }

  private async deliver(file: FollowedFile, lines: FileLines): Promise<void> {
    const rows = await this.rowsOf(file, lines);
    const reader = (this.reader ??= await lineReader(this.document, file));
    const items = rows.map((line) => reader.read(line)).filter((item) => item !== undefined);
    await this.take({
      messages: rows.length,
      items,
      acknowledge: async () => {
        await this.position.write(lines.mark);
        file.settle(lines);
      },
    });
  }

  /** The lines that are rows: a file that begins, or begins anew, may name its columns first. */
  private async rowsOf(file: FollowedFile, { lines }: FileLines): Promise<readonly string[]> {
    if (!file.atStart) return lines;
    this.reader = await lineReader(this.document, file);
    return namesColumns(this.document) ? lines.slice(1) : lines;
  }
}

/** @throws AdapterFault when the file lacks a column */
export async function lineReader({ csv }: FileDocument, file: FollowedFile): Promise<LineReader> {
  return csv ? new CsvLines(csv, (await file.firstLine()) ?? '') : new NdjsonLines();
}

/** Whether the file's first line is no row, but names the columns. */
export function namesColumns({ csv }: FileDocument): boolean {
  return csv !== undefined && csv.columns === undefined;
}
