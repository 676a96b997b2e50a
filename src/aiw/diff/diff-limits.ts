/** Bounds of one request for changes. */
export const DIFF_LIMITS = {
  defaultEvents: 100,
  maxEvents: 5000,
  maxWaitS: 30,
  /** Events that one request looks at, at most; a filter that lets few through is read on by the next cursor. */
  maxScanned: 20_000,
} as const;
