const MOST_SECONDS = 30;

/** Seconds of `Prefer: wait=N` (RFC 7240), at most 30; 0 without it. */
export function preferredWait(header: string | undefined): number {
  const seconds = /(?:^|[,;\s])wait=(\d{1,4})(?:$|[,;\s])/.exec(header ?? '')?.[1];
  return seconds === undefined ? 0 : Math.min(Number(seconds), MOST_SECONDS);
}
