/** The first instant that is too late, in milliseconds since 1970: 2201-01-01T00:00:00Z. */
const END = Date.UTC(2201, 0, 1);
const END_S = END / 1e3;

/** Why a `ts` is no instant; the words are for the sender. */
export class TimestampFault {
  private constructor(
    readonly code: string,
    readonly message: string,
  ) {}

  static readonly OUT_OF_RANGE = new TimestampFault('timestamp', 'must be an instant from 1970 to 2200');
  static readonly AMBIGUOUS = new TimestampFault(
    'timestamp-ambiguous',
    'could be of two units: seconds end at 7289654400, milliseconds are from 1e11, microseconds from 1e14, nanoseconds from 1e17',
  );
}

/**
 * Milliseconds since 1970 of a reading's `ts`: RFC 3339 text with a zone, or a number whose magnitude tells its unit.
 * Seconds reach to the end of 2200; each finer unit begins at 1973-03-03, well above the end of the one before, and
 * what lies between two of them is refused rather than guessed. What is finer than a millisecond is cut off.
 */
export function instantOf(ts: string | number): number | TimestampFault {
  const instant = typeof ts === 'string' ? Date.parse(ts) : milliseconds(ts);
  if (typeof instant !== 'number') return instant;
  return isInstant(instant) ? Math.floor(instant) : TimestampFault.OUT_OF_RANGE;
}

/** Whether so many milliseconds since 1970 are of the years 1970 to 2200. */
export function isInstant(milliseconds: number): boolean {
  return milliseconds >= 0 && milliseconds < END;
}

function milliseconds(epoch: number): number | TimestampFault {
  if (epoch < END_S) return epoch * 1e3;
  if (epoch < 1e11) return TimestampFault.AMBIGUOUS;
  if (epoch < END) return epoch;
  if (epoch < 1e14) return TimestampFault.AMBIGUOUS;
  if (epoch < END * 1e3) return epoch / 1e3;
  return epoch < 1e17 ? TimestampFault.AMBIGUOUS : epoch / 1e6;
}
