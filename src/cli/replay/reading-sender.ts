import type { Reading } from './reading.js';

/** A reading that the server read and refused. */
export interface Rejection {
  readonly reading: Reading;
  readonly reason: string;
}

/** A way to the server. */
export interface ReadingSender {
  /** How many batches may be on their way at once. */
  readonly window: number;
  /** Whether the server tells over this way which readings it rejected. */
  readonly tellsRejections: boolean;
  /**
   * Sends a batch, again and again if need be, which is safe: the same series and timestamp changes nothing. Resolves
   * once the server has acknowledged it, with the readings that it rejected.
   */
  send(readings: readonly Reading[]): Promise<readonly Rejection[]>;
  close(): Promise<void>;
}

/** Tells a person about a difficulty on the way. */
export type Notify = (message: string) => void;
