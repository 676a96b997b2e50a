import type { ProgressState } from '../terminal/progress-bar.js';
import type { Clock } from '../client/clock.js';
import type { Reading } from './reading.js';

/** Measures how much of a file is done, by bytes or by the rows asked for, how fast it goes and what remains. */
export class ProgressMeter {
  readonly #start: number;
  #rows = 0;
  #firstFraction: number | undefined;

  constructor(
    /** In bytes; undefined when it is not known. */
    private readonly fileSize: number | undefined,
    private readonly limit: number | undefined,
    private readonly clock: Clock,
  ) {
    this.#start = clock.now();
  }

  /** Takes note of acknowledged readings, of which `last` is the furthest into the file. */
  measure(readings: readonly Reading[], last: Reading): ProgressState {
    this.#firstFraction ??= this.#fraction(readings[0] ?? last);
    this.#rows += readings.length;
    const seconds = Math.max((this.clock.now() - this.#start) / 1000, 0.001);
    const fraction = this.#fraction(last);
    const gained = (fraction ?? 0) - (this.#firstFraction ?? 0);
    return {
      rows: last.row,
      rate: this.#rows / seconds,
      fraction,
      remaining: fraction !== undefined && gained > 0 ? (seconds * (1 - fraction)) / gained : undefined,
    };
  }

  #fraction({ row, bytes }: Reading): number | undefined {
    const byRows = this.limit === undefined ? undefined : row / this.limit;
    if (this.fileSize === undefined) return byRows;
    const byBytes = this.fileSize > 0 ? bytes / this.fileSize : 1;
    return Math.min(1, Math.max(byBytes, byRows ?? 0));
  }
}
