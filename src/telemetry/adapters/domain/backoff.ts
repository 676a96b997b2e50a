const FIRST_MS = 500;
export const LONGEST_MS = 30_000;

/**
 * Waiting times that double with each failure, from half a second to 30 seconds, half of each by chance, so that
 * adapters do not all come back to a broker in the same instant.
 */
export class Backoff {
  private failures = 0;

  constructor(private readonly random: () => number = Math.random) {}

  /** Milliseconds to wait after one more failure. */
  next(): number {
    const ceiling = Math.min(LONGEST_MS, FIRST_MS * 2 ** this.failures);
    this.failures += 1;
    return ceiling / 2 + (ceiling / 2) * this.random();
  }

  /** Starts from the shortest time again. */
  reset(): void {
    this.failures = 0;
  }
}
