import type { Reading } from '../reading.js';
import { BadRow } from './bad-row.js';
import type { Column } from './column.js';
import type { Columns } from './columns.js';
import type { FileFormat } from './file-format.js';
import { parseNumber } from './number.js';
import { parseTimestamp, TIME_EXAMPLES } from './timestamp.js';

/** Twin and asset ids as the wire contract has them. */
const IDENTIFIER = /^[A-Za-z0-9][A-Za-z0-9_.:-]{0,127}$/;

/** Where the readings belong that the file itself does not place. */
export interface Belonging {
  readonly twin?: string | undefined;
  readonly asset?: string | undefined;
}

/** Reads the rows of one file, each on its own. */
export class RowReader {
  constructor(
    private readonly file: string,
    private readonly columns: Columns,
    private readonly format: FileFormat,
    private readonly belonging: Belonging,
  ) {}

  /** What a row says, or undefined when it has no value at all. Throws a BadRow that names the line and what is wrong. */
  read(record: readonly string[], line: number): Omit<Reading, 'row' | 'line' | 'bytes'> | undefined {
    const { names, twin, asset } = this.columns;
    if (record.length !== names.length) {
      const expected = this.format.header === false ? 'the first row' : 'the header';
      throw this.bad(line, `the row has ${record.length} columns, ${expected} has ${names.length}.`);
    }
    const metrics = this.metrics(record, line);
    if (!metrics) return undefined;
    return {
      twin: twin ? this.id(twin, record, line) : (this.belonging.twin ?? ''),
      asset: asset ? this.id(asset, record, line) : (this.belonging.asset ?? ''),
      ...this.timestamp(record, line),
      metrics,
    };
  }

  private metrics(record: readonly string[], line: number): Record<string, number> | undefined {
    const metrics: Record<string, number> = {};
    let found = false;
    for (const { index, name, metric } of this.columns.metrics) {
      const text = record[index] ?? '';
      if (this.format.skipEmpty === true && text.trim() === '') continue;
      const value = parseNumber(text, this.format.decimal);
      if (value === undefined) {
        const hint = text.trim() === '' ? ' (--skip-empty leaves out empty ones)' : '';
        throw this.bad(line, `"${text}" in column "${name}" is no number${hint}.`);
      }
      metrics[metric] = value;
      found = true;
    }
    return found ? metrics : undefined;
  }

  private timestamp(record: readonly string[], line: number) {
    const { index, name } = this.columns.time;
    const text = record[index] ?? '';
    const format = this.format.timeFormat ?? 'auto';
    const timestamp = parseTimestamp(text, format, this.format.utcOffset);
    if (timestamp) return timestamp;
    const shapes = `it must look like ${TIME_EXAMPLES[format]}`;
    throw this.bad(line, `"${text}" in column "${name}" is no timestamp; ${shapes}.`);
  }

  private id({ index, name }: Column, record: readonly string[], line: number): string {
    const text = (record[index] ?? '').trim();
    if (IDENTIFIER.test(text)) return text;
    const shape = 'a letter or digit, then up to 127 letters, digits, "_", ".", ":" or "-"';
    throw this.bad(line, `"${text}" in column "${name}" is no id: ${shape}.`);
  }

  private bad(line: number, what: string): BadRow {
    return new BadRow(this.file, line, what);
  }
}
