/** Records that wait to be written, up to a number; what comes beyond it is counted and lost. */
export class RecordBuffer<Item> {
  private waiting: Item[] = [];
  private lostSince = 0;

  /** @param most records that may wait at once */
  constructor(private readonly most: number) {}

  get size(): number {
    return this.waiting.length;
  }

  /** @returns false when there is no room, and the record is lost */
  add(item: Item): boolean {
    if (this.waiting.length >= this.most) {
      this.lostSince += 1;
      return false;
    }
    this.waiting.push(item);
    return true;
  }

  /** The oldest records; they stay until they are dropped. */
  oldest(count: number): Item[] {
    return this.waiting.slice(0, count);
  }

  /** Lets go of the oldest records. */
  drop(count: number): void {
    this.waiting = this.waiting.slice(count);
  }

  /** How many were lost since this was asked last. */
  takeLost(): number {
    const lost = this.lostSince;
    this.lostSince = 0;
    return lost;
  }
}
