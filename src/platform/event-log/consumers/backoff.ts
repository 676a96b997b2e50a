/** Milliseconds before the next attempt: 100 doubled each time, at most 10 seconds. */
export function backoffMs(attempt: number): number {
  return Math.min(100 * 2 ** (attempt - 1), 10_000);
}
