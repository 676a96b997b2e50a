/** How event streams keep time, in milliseconds. */
export const STREAM_TIMES = {
  /** A stream that says nothing for so long gets a comment, so that proxies keep it and clients know that it lives. */
  heartbeatMs: 15_000,
  /** A client that takes not one byte of what waits for it is closed after so long; it goes on by its cursor. */
  stalledMs: 30_000,
  /** What clients are told to wait before they connect again. */
  retryMs: 2000,
  /** Streams that were told that the server is stopping, and have not taken it by then, are cut. */
  partingMs: 1000,
} as const;

export type StreamTimes = { readonly [K in keyof typeof STREAM_TIMES]: number };
