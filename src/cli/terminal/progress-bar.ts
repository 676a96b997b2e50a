import { systemClock, type Clock } from '../client/clock.js';
import { duration, grouped } from './numbers.js';

const TERMINAL_INTERVAL_MS = 100;
const PLAIN_INTERVAL_MS = 5_000;
const BAR_WIDTH = 24;
const USUAL_WIDTH = 80;
const ERASE_LINE = '\r\u001b[K';

/** What a progress bar must know of the stream that it draws on. */
export interface ProgressStream {
  readonly isTTY?: boolean | undefined;
  readonly columns?: number | undefined;
  write(text: string): unknown;
}

export interface ProgressState {
  readonly rows: number;
  /** Rows a second. */
  readonly rate: number;
  /** How much is done, 0 to 1; undefined when nobody knows how much there is. */
  readonly fraction: number | undefined;
  /** Seconds to go; absent while there is nothing to tell it by. */
  readonly remaining?: number | undefined;
}

/** Shows progress on one line of a terminal; where there is none, as a plain line every few seconds. */
export class ProgressBar {
  readonly #stream: ProgressStream;
  readonly #clock: Clock;
  #drawn = false;
  #last: number;
  #latest: ProgressState | undefined;

  constructor(stream: ProgressStream, clock: Clock = systemClock) {
    this.#stream = stream;
    this.#clock = clock;
    this.#last = stream.isTTY ? -Infinity : clock.now();
  }

  update(state: ProgressState): void {
    this.#latest = state;
    const interval = this.#stream.isTTY ? TERMINAL_INTERVAL_MS : PLAIN_INTERVAL_MS;
    if (this.#clock.now() - this.#last >= interval) this.#show(state);
  }

  /** Writes a line of its own above the bar. */
  note(text: string): void {
    this.#stream.write(`${this.#drawn ? ERASE_LINE : ''}${text}\n`);
    this.#drawn = false;
    if (this.#stream.isTTY && this.#latest) this.#show(this.#latest);
  }

  /** Leaves the last state standing, and the cursor on a fresh line. */
  finish(): void {
    if (!this.#stream.isTTY || !this.#latest) return;
    this.#show(this.#latest);
    this.#stream.write('\n');
    this.#drawn = false;
  }

  #show(state: ProgressState): void {
    this.#last = this.#clock.now();
    if (!this.#stream.isTTY) {
      this.#stream.write(`${words(state)}\n`);
      return;
    }
    const line = state.fraction === undefined ? words(state) : `${bar(state.fraction)} ${words(state)}`;
    // A line as wide as the terminal would wrap, and its first half would no longer be erased.
    this.#stream.write(ERASE_LINE + line.slice(0, width(this.#stream) - 1));
    this.#drawn = true;
  }
}

/** The columns of a terminal; some say 0, for unknown. */
function width({ columns = 0 }: ProgressStream): number {
  return columns > 1 ? columns : USUAL_WIDTH;
}

function bar(fraction: number): string {
  const full = Math.round(Math.min(1, Math.max(0, fraction)) * BAR_WIDTH);
  return '█'.repeat(full) + '░'.repeat(BAR_WIDTH - full);
}

function words({ rows, rate, fraction, remaining }: ProgressState): string {
  const eta = remaining === undefined ? '' : `, ${duration(remaining)} to go`;
  const share = fraction === undefined ? '' : `${(fraction * 100).toFixed(1)} %, `;
  return `${share}${grouped(rows)} rows, ${grouped(rate)} rows/s${eta}`;
}
