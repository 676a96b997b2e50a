import type { Reading } from './reading.js';
import type { ReadingSender, Rejection } from './reading-sender.js';

export interface Acknowledged {
  readonly readings: readonly Reading[];
  readonly rejections: readonly Rejection[];
}

interface InFlight {
  readonly readings: readonly Reading[];
  rejections?: readonly Rejection[];
}

/**
 * Keeps a limited number of batches on their way, and tells of acknowledged ones in the order they were sent: what it
 * has told of is all there, without holes, however the acknowledgements came in.
 */
export class SendWindow {
  readonly #inFlight: InFlight[] = [];
  readonly #failed = new AbortController();
  #wake: (() => void) | undefined;

  constructor(
    private readonly sender: ReadingSender,
    private readonly onAcknowledged: (batch: Acknowledged) => void,
  ) {}

  /** Aborts, with the error as its reason, when a batch could not be sent. */
  get failed(): AbortSignal {
    return this.#failed.signal;
  }

  /** Sends a batch as soon as there is room for it. Throws what made an earlier one fail. */
  async add(readings: readonly Reading[]): Promise<void> {
    await this.#until(() => this.#inFlight.length < this.sender.window);
    const entry: InFlight = { readings };
    this.#inFlight.push(entry);
    void this.sender
      .send(readings)
      .then((rejections) => {
        this.#settle(entry, rejections);
      })
      .catch((error: unknown) => {
        this.#failed.abort(error);
      })
      .finally(() => this.#wake?.());
  }

  /** Waits until every batch is acknowledged. Throws what made one fail. */
  async drain(): Promise<void> {
    await this.#until(() => this.#inFlight.length === 0);
  }

  #settle(entry: InFlight, rejections: readonly Rejection[]): void {
    entry.rejections = rejections;
    for (let head = this.#inFlight[0]; head?.rejections; head = this.#inFlight[0]) {
      this.#inFlight.shift();
      this.onAcknowledged({ readings: head.readings, rejections: head.rejections });
    }
  }

  async #until(reached: () => boolean): Promise<void> {
    this.#failed.signal.throwIfAborted();
    while (!reached()) {
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
      this.#failed.signal.throwIfAborted();
    }
  }
}
