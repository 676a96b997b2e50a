import type { FileHandle } from 'node:fs/promises';
import { wholeLines } from '../domain/whole-lines.js';
import { isMarked, markAt, START, type FileMark } from './file-mark.js';
import { openWatched, type WatchedPath } from './open-watched.js';

/** Bytes that are read at a time; a longer line is cut. */
const BLOCK_BYTES = 256 * 1024;

/** Some lines of a file, and where it stands after them. */
export interface FileLines {
  readonly lines: readonly string[];
  readonly mark: FileMark;
}

/** A file that grows, is cut off, or is replaced by another one of its name. */
export class FollowedFile {
  private constructor(
    private readonly path: WatchedPath,
    private handle: FileHandle,
    private mark: FileMark,
  ) {}

  /** @param mark how far it was read before; from the start when it is not that file any more */
  static async open(path: WatchedPath, mark: FileMark): Promise<FollowedFile> {
    const handle = await openWatched(path);
    return new FollowedFile(path, handle, (await isMarked(handle, mark)) ? mark : START);
  }

  get atStart(): boolean {
    return this.mark.position === 0;
  }

  /** The file's first line, once it is complete. */
  async firstLine(): Promise<string | undefined> {
    const { lines } = wholeLines(await this.block(0), false);
    return lines[0];
  }

  /** The next lines that are complete; undefined when there are none yet. Call `settle` when they are done with. */
  async next(): Promise<FileLines | undefined> {
    if (!(await isMarked(this.handle, this.mark))) this.mark = START;
    const block = await this.block(this.mark.position);
    return (await this.linesOf(block, block.length === BLOCK_BYTES)) ?? this.afterEnd(block);
  }

  /** Goes on after these lines. */
  settle({ mark }: FileLines): void {
    this.mark = mark;
  }

  async close(): Promise<void> {
    await this.handle.close();
  }

  /** At the end of the file: when another one is in its place, takes the last line of the old one, then the new one. */
  private async afterEnd(rest: Buffer): Promise<FileLines | undefined> {
    const successor = await this.successor();
    if (!successor) return undefined;
    const last = await this.linesOf(rest, true);
    if (last) {
      await successor.close();
      return last;
    }
    await this.handle.close();
    this.handle = successor;
    if (!(await isMarked(successor, this.mark))) this.mark = START;
    return this.next();
  }

  /** What has the file's name now, when that is another file. Between the two there may be none. */
  private async successor(): Promise<FileHandle | undefined> {
    const found = await openWatched(this.path).catch((error: unknown) => {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
      throw error;
    });
    if (!found) return undefined;
    const [now, before] = [await found.stat(), await this.handle.stat()];
    if (now.ino !== before.ino || now.dev !== before.dev) return found;
    await found.close();
    return undefined;
  }

  private async linesOf(block: Buffer, all: boolean): Promise<FileLines | undefined> {
    const whole = wholeLines(block, false);
    const { lines, bytes } = whole.bytes === 0 && all ? wholeLines(block, true) : whole;
    if (bytes === 0) return undefined;
    return { lines, mark: await markAt(this.handle, this.mark.position + bytes, this.mark) };
  }

  private async block(position: number): Promise<Buffer> {
    const { buffer, bytesRead } = await this.handle.read(Buffer.alloc(BLOCK_BYTES), 0, BLOCK_BYTES, position);
    return buffer.subarray(0, bytesRead);
  }
}
