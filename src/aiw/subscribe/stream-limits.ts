/** What one event stream may cost the process. */
export const STREAM_LIMITS = {
  /**
   * A client that has so many bytes waiting for it gets nothing more until it has taken them all; then it goes on where
   * it was left. One write can go over it by `maxWriteBytes`, or by one event that is larger.
   */
  maxUnsentBytes: 256 * 1024,
  /** Events are put together up to so many bytes; a larger one goes out by itself. */
  maxWriteBytes: 64 * 1024,
  /** Most events that are looked at for one write. */
  maxWriteEvents: 512,
  /** Events of the first page that is read from the log for a client; then about as many as it took the last time. */
  firstPage: 256,
  smallestPage: 16,
  largestPage: 1024,
  /** Pages that are read at the same time, for all clients. */
  maxReads: 4,
} as const;
