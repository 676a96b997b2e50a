/** What is read from one of two lists: its batches as they come, and the next row that is not taken yet. */
class Source<Row> {
  private rows: readonly Row[] = [];
  private next = 0;

  constructor(private readonly batches: AsyncIterator<readonly Row[]>) {}

  /** The next row, without taking it; undefined at the end. */
  async peek(): Promise<Row | undefined> {
    while (this.next >= this.rows.length) {
      const read = await this.batches.next();
      if (read.done === true) return undefined;
      this.rows = read.value;
      this.next = 0;
    }
    return this.rows[this.next];
  }

  take(): void {
    this.next += 1;
  }

  /** Whether the next row is at hand without reading. */
  get ready(): boolean {
    return this.next < this.rows.length;
  }
}

/**
 * Merges two lists that are each newest first. Each keeps its own order, whatever its times; of equal times the first
 * list's come first.
 * @returns batches, each of what could be merged without reading on
 */
export async function* newestFirst<Row extends { readonly at: Date }>(
  first: AsyncIterable<readonly Row[]>,
  second: AsyncIterable<readonly Row[]>,
): AsyncGenerator<Row[], void> {
  const one = new Source(first[Symbol.asyncIterator]());
  const other = new Source(second[Symbol.asyncIterator]());
  for (;;) {
    const merged: Row[] = [];
    do {
      const [left, right] = [await one.peek(), await other.peek()];
      const row = left && right ? (right.at > left.at ? right : left) : (left ?? right);
      if (row === undefined) break;
      (row === left ? one : other).take();
      merged.push(row);
    } while (one.ready && other.ready);
    if (merged.length === 0) return;
    yield merged;
  }
}
