import { Readable } from 'node:stream';
import { parse, type CsvError, type Info, type Parser } from 'csv-parse';
import { BadRow } from './bad-row.js';
import { sourceFault } from './source-fault.js';

/** A quote that is never closed would otherwise take the rest of the file for one field. */
const LONGEST_ROW_BYTES = 1_000_000;

export interface DelimitedRow {
  readonly record: readonly string[];
  readonly info: Info;
}

/** The rows of a delimited file (RFC 4180, with any delimiter), its header included, one at a time. */
export class DelimitedRows {
  readonly #source: Readable;
  readonly #parser: Parser;
  readonly #rows: AsyncIterator<DelimitedRow>;
  #fault: CsvError | undefined;
  #line = 0;

  constructor(
    private readonly file: string,
    bytes: AsyncIterable<Buffer>,
    delimiter: string,
  ) {
    this.#source = Readable.from(bytes);
    this.#parser = parse({
      delimiter,
      bom: true,
      info: true,
      skip_empty_lines: true,
      relax_column_count: true,
      max_record_size: LONGEST_ROW_BYTES,
      // A parser that throws takes the good rows with it that it has read ahead; so the fault waits for its turn.
      skip_records_with_error: true,
      on_skip: (error) => {
        this.#fault ??= error;
        return undefined;
      },
    });
    this.#source.on('error', (error) => this.#parser.destroy(error));
    this.#source.pipe(this.#parser);
    this.#rows = (this.#parser as AsyncIterable<DelimitedRow>)[Symbol.asyncIterator]();
  }

  /** The next row, or undefined after the last. Throws a BadRow for one that is not well formed. */
  async next(): Promise<DelimitedRow | undefined> {
    const row = await this.#pull();
    if (this.#fault && (!row || row.info.records > Number(this.#fault.records))) {
      // The fault's own line is where the parser gave up, which may be far behind the row's beginning.
      throw new BadRow(this.file, this.#line + 1, `the row is not CSV: ${this.#fault.message}.`);
    }
    this.#line = row?.info.lines ?? this.#line;
    return row;
  }

  close(): void {
    this.#source.destroy();
    this.#parser.destroy();
  }

  async #pull(): Promise<DelimitedRow | undefined> {
    try {
      const next = await this.#rows.next();
      return next.done === true ? undefined : next.value;
    } catch (error) {
      throw sourceFault(this.file, error);
    }
  }
}
