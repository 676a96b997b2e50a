import type { Clock } from '../client/clock.js';
import { BadRow } from './file/bad-row.js';
import { displayName } from './file/file-format.js';
import type { FileReadings } from './file/file-readings.js';
import { Pacer } from './pacing.js';
import { ProgressMeter } from './progress-meter.js';
import type { Reading } from './reading.js';
import type { ReadingSender } from './reading-sender.js';
import { DEFAULTS, type ReplayOptions } from './replay-options.js';
import type { ReplayOutput, ReplaySummary } from './replay-output.js';
import type { ReplayProgress } from './replay-progress.js';
import { SendWindow, type Acknowledged } from './send-window.js';

/** Readings that become due within this time travel together. */
const PACING_STEP_MS = 50;
const REJECTIONS_SHOWN = 10;

export interface ReplayParts {
  readonly options: ReplayOptions;
  readonly readings: FileReadings;
  /** The file's size in bytes; undefined when it is not known. */
  readonly fileSize: number | undefined;
  /** Whether an interrupted run can be taken up again. */
  readonly resumable: boolean;
  readonly sender: ReadingSender;
  readonly progress: ReplayProgress;
  readonly output: ReplayOutput;
  readonly signal: AbortSignal;
  readonly clock: Clock;
}

/** One pass over a file, from the first row that is not yet acknowledged. */
export class ReplayRun {
  readonly #window: SendWindow;
  readonly #batchSize: number;
  readonly #rowsBefore: number;
  readonly #start: number;
  readonly #meter: ProgressMeter;
  readonly #stop: AbortSignal;
  #batch: Reading[] = [];
  #sent = 0;
  #rejected = 0;

  constructor(private readonly parts: ReplayParts) {
    const { options, sender, progress, fileSize, signal, clock } = parts;
    this.#batchSize = options.batch ?? (options.mqtt === undefined ? DEFAULTS.httpBatch : DEFAULTS.mqttBatch);
    this.#rowsBefore = progress.rows;
    this.#start = clock.now();
    this.#meter = new ProgressMeter(fileSize, options.limit, clock);
    this.#window = new SendWindow(sender, (batch) => {
      this.#acknowledged(batch);
    });
    this.#stop = AbortSignal.any([signal, this.#window.failed]);
  }

  async run(): Promise<ReplaySummary> {
    try {
      await this.#sendAll();
    } catch (error) {
      this.parts.progress.keep();
      if (this.parts.signal.aborted) return this.#summary(true);
      // The error of the way is the cause; the one that arrives here may be a wait cut short by it.
      this.#window.failed.throwIfAborted();
      throw error;
    }
    this.parts.progress.remove();
    return this.#summary(false);
  }

  async #sendAll(): Promise<void> {
    try {
      await this.#readAll();
    } catch (error) {
      // The rows before a bad one are good: they are sent, and a replay goes on from there.
      if (error instanceof BadRow) await this.#flush().then(() => this.#window.drain());
      throw error;
    }
    await this.#flush();
    await this.#window.drain();
  }

  async #readAll(): Promise<void> {
    const pacer = new Pacer(this.parts.options.speed ?? DEFAULTS.speed, this.parts.clock);
    const { readings, progress, options } = this.parts;
    for await (const reading of readings.after(progress.rows, options.limit)) {
      await this.#waitUntilDue(pacer, reading);
      this.#batch.push(reading);
      if (this.#batch.length >= this.#batchSize) await this.#flush();
    }
  }

  async #waitUntilDue(pacer: Pacer, reading: Reading): Promise<void> {
    for (let wait = pacer.untilDue(reading.time); wait > 0; wait = pacer.untilDue(reading.time)) {
      await this.#flush();
      await this.parts.clock.sleep(Math.max(wait, PACING_STEP_MS), this.#stop);
    }
  }

  async #flush(): Promise<void> {
    this.parts.signal.throwIfAborted();
    const batch = this.#batch;
    if (batch.length === 0) return;
    this.#batch = [];
    await this.#window.add(batch);
  }

  #acknowledged({ readings, rejections }: Acknowledged): void {
    for (const { reading, reason } of rejections) {
      this.#rejected += 1;
      if (this.#rejected <= REJECTIONS_SHOWN) {
        this.parts.output.note(
          `${displayName(this.parts.options.file)}:${reading.line}: the server rejected the reading: ${reason}`,
        );
      }
      if (this.#rejected === REJECTIONS_SHOWN) this.parts.output.note('further rejections are only counted');
    }
    this.#sent += readings.length;
    const last = readings.at(-1);
    if (!last) return;
    this.parts.progress.reach(last.row, rejections.length);
    this.parts.output.progress(this.#meter.measure(readings, last));
  }

  #summary(interrupted: boolean): ReplaySummary {
    return {
      rows: this.#sent,
      rowsBefore: this.#rowsBefore,
      rejected: this.parts.sender.tellsRejections ? this.#rejected : undefined,
      skipped: this.parts.readings.skipped,
      seconds: (this.parts.clock.now() - this.#start) / 1000,
      interrupted,
      resumable: this.parts.resumable,
    };
  }
}
