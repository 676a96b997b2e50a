import type { DelimitedRow, DelimitedRows } from './delimited-rows.js';

/** Rows of which the first can be looked at before they are taken. */
export class RowsAhead {
  readonly #seen: DelimitedRow[] = [];
  #fault: Error | undefined;

  constructor(private readonly rows: DelimitedRows) {}

  /** Up to so many of the first rows. A fault among them waits until the rows before it are taken. */
  async look(count: number): Promise<readonly DelimitedRow[]> {
    try {
      while (this.#seen.length < count && !this.#fault) {
        const row = await this.rows.next();
        if (!row) break;
        this.#seen.push(row);
      }
    } catch (error) {
      this.#fault = error instanceof Error ? error : new Error(String(error));
    }
    return this.#seen.slice(0, count);
  }

  /** The next row, or undefined after the last. Throws a BadRow for one that is not well formed. */
  async next(): Promise<DelimitedRow | undefined> {
    const seen = this.#seen.shift();
    if (seen) return seen;
    if (this.#fault) throw this.#fault;
    return this.rows.next();
  }

  close(): void {
    this.rows.close();
  }
}
