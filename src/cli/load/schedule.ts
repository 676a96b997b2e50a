import type { Clock } from '../client/clock.js';

/** Leave to send a request or message. */
export interface Turn {
  /** When it should have been sent, on the clock's scale, if that is past: from then on its latency counts. */
  readonly due?: number;
}

/** Hands out turns until the time is over. */
export interface Schedule {
  /** The next turn, once it has come; undefined when the time is over. */
  next(): Promise<Turn | undefined>;
}

/** Closed model: whoever has its answer sends the next at once, so that a slow server is asked less. */
export class ClosedSchedule implements Schedule {
  constructor(
    private readonly clock: Clock,
    private readonly end: number,
    private readonly signal: AbortSignal,
  ) {}

  next(): Promise<Turn | undefined> {
    return Promise.resolve(this.clock.now() < this.end && !this.signal.aborted ? {} : undefined);
  }
}

/**
 * Open model: turns come at a constant rate, whatever the server does. A turn that finds every connection busy is taken
 * late, and its latency counts from when it was due: the wait that a closed model omits (Tene, "coordinated omission").
 */
export class OpenSchedule implements Schedule {
  readonly #start: number;
  #turns = 0;

  constructor(
    private readonly clock: Clock,
    private readonly end: number,
    private readonly signal: AbortSignal,
    /** Milliseconds between turns. */
    private readonly interval: number,
  ) {
    this.#start = clock.now();
  }

  async next(): Promise<Turn | undefined> {
    const due = this.#start + this.#turns * this.interval;
    if (due >= this.end || this.signal.aborted) return undefined;
    this.#turns += 1;
    const wait = due - this.clock.now();
    if (wait <= 0) return { due };
    await this.clock.sleep(wait, this.signal).catch(() => undefined);
    // A timer that fires late is not the server's slowness.
    return isAborted(this.signal) ? undefined : {};
  }
}

/** Asked anew after a wait, in which the answer may have changed. */
function isAborted(signal: AbortSignal): boolean {
  return signal.aborted;
}
