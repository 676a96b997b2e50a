import { randomUUID } from 'node:crypto';
import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import { UserError } from '../terminal/user-error.js';
import { systemClock, type Clock } from '../client/clock.js';
import type { ReplayIdentity } from './replay-identity.js';

const FORMAT = 'opstwin-replay-1';
/** A killed process sends the rows of this time again, which changes nothing on the server. */
const SAVE_INTERVAL_MS = 200;

interface State extends ReplayIdentity {
  readonly format: typeof FORMAT;
  readonly rows_acknowledged: number;
  readonly rows_rejected: number;
}

/**
 * How far a replay has got, kept in a file that is replaced as a whole: a reader finds the old state or the new one.
 * It is written synchronously, so that two saves cannot overtake each other.
 */
export class ReplayProgress {
  #savedAt = -Infinity;

  private constructor(
    private readonly path: string | undefined,
    private readonly identity: ReplayIdentity | undefined,
    private readonly clock: Clock,
    /** What became of an earlier replay, if there was one. */
    readonly beginning: 'new' | 'continued' | 'changed',
    public rows: number,
    public rejected: number,
  ) {}

  /** Takes up the state in a file when it is of the same replay. Throws a UserError when the file is something else. */
  static open(path: string, identity: ReplayIdentity, restart: boolean, clock: Clock = systemClock): ReplayProgress {
    const state = read(path);
    const same = isDeepStrictEqual(state && { file: state.file, options: state.options }, identity);
    const kept = same && !restart ? state : undefined;
    const beginning = !state?.rows_acknowledged || restart ? 'new' : kept ? 'continued' : 'changed';
    const { rows_acknowledged: rows = 0, rows_rejected: rejected = 0 } = kept ?? {};
    const progress = new ReplayProgress(path, identity, clock, beginning, rows, rejected);
    // A place that cannot be written to shows before anything is sent.
    progress.save();
    return progress;
  }

  /** For a source that cannot be read a second time: nothing is kept. */
  static unkept(clock: Clock = systemClock): ReplayProgress {
    return new ReplayProgress(undefined, undefined, clock, 'new', 0, 0);
  }

  /** Takes note that everything up to a row is done, and saves them now or, when that was done just now, with later ones. */
  reach(row: number, rejected: number): void {
    this.rows = row;
    this.rejected += rejected;
    if (this.clock.now() - this.#savedAt >= SAVE_INTERVAL_MS) this.save();
  }

  save(): void {
    if (this.path === undefined || this.identity === undefined) return;
    const state: State = {
      format: FORMAT,
      ...this.identity,
      rows_acknowledged: this.rows,
      rows_rejected: this.rejected,
    };
    const fresh = `${this.path}.${randomUUID()}.tmp`;
    try {
      writeFileSync(fresh, `${JSON.stringify(state, undefined, 2)}\n`, { mode: 0o600, flag: 'wx' });
      renameSync(fresh, this.path);
    } catch (error) {
      rmSync(fresh, { force: true });
      throw new UserError(`The progress cannot be kept in ${this.path}: ${(error as Error).message}.`);
    }
    this.#savedAt = this.clock.now();
  }

  /** Saves what there is to go on from, if anything. */
  keep(): void {
    if (this.rows > 0) this.save();
    else this.remove();
  }

  remove(): void {
    if (this.path !== undefined) rmSync(this.path, { force: true });
  }
}

function read(path: string): State | undefined {
  let content: string;
  try {
    content = readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw new UserError(`The progress in ${path} cannot be read: ${(error as Error).message}.`);
  }
  const state = parse(content);
  if (!state) throw new UserError(`${path} does not hold the progress of a replay; remove it or name another file.`);
  return state;
}

function parse(content: string): State | undefined {
  try {
    const value = JSON.parse(content) as Partial<State> | null;
    const valid =
      value?.format === FORMAT && isCount(value.rows_acknowledged) && isCount(value.rows_rejected) && value.file;
    return valid ? (value as State) : undefined;
  } catch {
    return undefined;
  }
}

function isCount(value: unknown): boolean {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}
