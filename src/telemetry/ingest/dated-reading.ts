import type { WireReading } from './reading.js';

/** A reading of a format that tells the unit of its times, so that nothing need be told from their magnitude. */
export class DatedReading {
  constructor(
    /** Validated like any other; the format may have filled it with what does not fit. */
    readonly reading: Omit<Partial<WireReading>, 'ts'>,
    /** Milliseconds since 1970, whole, of the years 1970 to 2200; undefined: the time of arrival. */
    readonly at: number | undefined,
  ) {}
}
