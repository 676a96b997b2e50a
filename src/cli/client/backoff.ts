const FIRST_MS = 500;
const MOST_MS = 30_000;

/**
 * Waiting times that double with each failure, half of each by chance, so that the clients of a server that has
 * just come back do not all return in the same instant.
 */
export class Backoff {
  #failures = 0;

  constructor(
    private readonly firstMs = FIRST_MS,
    private readonly mostMs = MOST_MS,
    private readonly random: () => number = Math.random,
  ) {}

  /** The milliseconds to wait after one more failure, and no less than what the server asked for. */
  next(atLeastMs = 0): number {
    const ceiling = Math.min(this.mostMs, this.firstMs * 2 ** this.#failures);
    this.#failures += 1;
    return Math.max(atLeastMs, ceiling / 2 + (ceiling / 2) * this.random());
  }

  /** Starts from the shortest time again. */
  reset(): void {
    this.#failures = 0;
  }
}
