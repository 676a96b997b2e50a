/** Bounds how long a comparison may think, so that no pair of schemas can keep the server busy. */
export class Effort {
  constructor(private left = 30_000) {}

  /** @returns whether there was enough effort left for so many steps */
  spend(steps = 1): boolean {
    this.left -= steps;
    return this.left >= 0;
  }
}
