/** Runs so many reads at a time, first come, first served. Reads of the same thing that overlap are one. */
export class SharedReads<T> {
  private readonly running = new Map<string, Promise<T>>();
  private readonly waiting: (() => void)[] = [];
  private free: number;

  constructor(most: number) {
    this.free = most;
  }

  /** @param key what is read */
  read(key: string, read: () => Promise<T>): Promise<T> {
    const known = this.running.get(key);
    if (known) return known;
    const reading = this.inTurn(read).finally(() => this.running.delete(key));
    this.running.set(key, reading);
    return reading;
  }

  private async inTurn(read: () => Promise<T>): Promise<T> {
    if (this.free > 0) this.free -= 1;
    else await new Promise<void>((resolve) => this.waiting.push(resolve));
    try {
      return await read();
    } finally {
      const next = this.waiting.shift();
      if (next) next();
      else this.free += 1;
    }
  }
}
