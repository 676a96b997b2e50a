/** Bounds of taking snapshots; each holds a connection of the database and a view of it while it is read. */
export const SNAPSHOT_LIMITS = {
  /** Snapshots that one process reads at once; the others wait. */
  atOnce: 4,
  /** Longest that one waits for its turn, in milliseconds; then the answer is 503. */
  turnMs: 10_000,
  /** A client that takes nothing of what waits for it for so long is cut off, in milliseconds. */
  stalledMs: 15_000,
  /** Longest that one snapshot may be read, in milliseconds: while it is, the database keeps what others delete. */
  totalMs: 300_000,
  /** How long those that are being read still have when the server stops, in milliseconds. */
  stoppingMs: 5000,
} as const;
