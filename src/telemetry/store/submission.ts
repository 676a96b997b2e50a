import type { Operation } from '../../platform/event-log/operation.js';
import type { Reading } from '../ingest/reading.js';

/** The valid readings of one request or message, to be stored together. */
export interface Submission {
  readonly operation: Operation;
  readonly readings: readonly Reading[];
}

export interface Stored {
  /** The tenant's newest position in the log, which tells of these readings or is after what did. */
  readonly position: number;
  /** Places of the readings that were not stored. */
  readonly refused: ReadonlyMap<number, Refusal>;
}

/** The asset is unknown and may not be created, or the tenant has as many twins, assets or series as it may have. */
export type Refusal = 'unknown-asset' | 'quota-exceeded';

export function samplesIn({ readings }: Submission): number {
  return readings.reduce((sum, reading) => sum + reading.metrics.length, 0);
}
