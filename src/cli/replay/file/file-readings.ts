import { UserError } from '../../terminal/user-error.js';
import type { Reading } from '../reading.js';
import { checkHeader, findColumns, type Columns } from './columns.js';
import { DelimitedRows } from './delimited-rows.js';
import { findDelimiter } from './delimiter.js';
import { displayName, type FileFormat } from './file-format.js';
import { RowReader, type Belonging } from './row.js';
import { RowsAhead } from './rows-ahead.js';
import { sourceFault } from './source-fault.js';
import { lookInto, openSource, type Source } from './source.js';

/** Rows by which the columns of numbers are told. */
const SAMPLE_ROWS = 100;

/** The readings of a delimited file, read as they are asked for: a file of any size takes the same memory. */
export class FileReadings {
  /** Rows so far that had no value. */
  skipped = 0;

  private constructor(
    readonly columns: Columns,
    readonly delimiter: string,
    private readonly source: Source,
    private readonly rows: RowsAhead,
    private readonly reader: RowReader,
  ) {}

  /** Opens a file and finds its columns. Throws a UserError for a file that cannot be read or lacks the columns. */
  static async open(file: string, format: FileFormat = {}, belonging: Belonging = {}): Promise<FileReadings> {
    const source = openSource(file);
    try {
      const { head, all } = await lookInto(source);
      const delimiter = format.delimiter ?? findDelimiter(head, format.decimal);
      const rows = new RowsAhead(new DelimitedRows(file, all, delimiter));
      const names = await columnNames(file, format, rows);
      const sample = format.all === true ? await rows.look(SAMPLE_ROWS) : [];
      const records = sample.map(({ record }) => record);
      const columns = findColumns(file, names, format, records);
      return new FileReadings(columns, delimiter, source, rows, new RowReader(file, columns, format, belonging));
    } catch (error) {
      source.close();
      throw sourceFault(file, error);
    }
  }

  /**
   * Every reading after the first `skip` rows and up to row `last`, in the file's order; throws a BadRow at the first
   * that is none.
   */
  async *after(skip: number, last = Infinity): AsyncGenerator<Reading> {
    for (let row = 1; row <= last; row += 1) {
      const next = await this.rows.next();
      if (!next) return;
      if (row <= skip) continue;
      const { lines: line, bytes } = next.info;
      const reading = this.reader.read(next.record, line);
      if (reading) yield { ...reading, row, line, bytes: this.source.bytesRead?.() ?? bytes };
      else this.skipped += 1;
    }
  }

  close(): void {
    this.rows.close();
    this.source.close();
  }
}

async function columnNames(file: string, format: FileFormat, rows: RowsAhead): Promise<string[]> {
  if (format.header === false) {
    const [first] = await rows.look(1);
    if (first) return first.record.map((_, index) => String(index + 1));
  } else {
    const header = await rows.next();
    const names = header?.record.map((name) => name.trim());
    if (names) checkHeader(file, names);
    if (names) return names;
  }
  throw new UserError(`${displayName(file)} is empty.`);
}
