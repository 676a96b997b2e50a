import type { NumberedReading } from './sent-readings.js';

export const METRIC = 'level';

/** One way to send readings. */
export interface Door {
  /** Most readings at once. */
  readonly most: number;
  /** Longest pause between two deliveries, in milliseconds. */
  readonly pauseMs: number;
  /** Whether a broker in between acknowledges before the reading is stored. */
  readonly promisesOnly: boolean;
  /**
   * Sends them. @returns those that were acknowledged
   * @throws UnexpectedAnswer when it was answered otherwise than a sender has to live with
   */
  deliver(readings: readonly NumberedReading[]): Promise<readonly NumberedReading[]>;
  close(): Promise<void>;
}

/** An answer that no fault around the server excuses. */
export class UnexpectedAnswer extends Error {}
