import { parse } from 'csv-parse/sync';
import { Unreadable } from '../../ingest/unreadable.js';
import type { CsvFormat } from '../documents/adapter-document.js';
import { AdapterFault } from './adapter-fault.js';
import { csvTime } from './csv-time.js';
import { decimalOf } from './decimal.js';
import type { LineReader } from './line-reader.js';

/** Rows of delimited values (RFC 4180), one to a line: a quoted value holds no line break. */
export class CsvLines implements LineReader {
  private readonly names: readonly string[];
  private readonly time: number;
  private readonly twin: number | undefined;
  private readonly asset: number | undefined;
  private readonly metrics: readonly (readonly [metric: string, index: number])[];

  /**
   * @param header the line that names the columns, where the format does not
   * @throws AdapterFault when a column is not there
   */
  constructor(
    private readonly format: CsvFormat,
    header: string,
  ) {
    this.names = format.columns ?? valuesOf(header.replace(/^\ufeff/, ''), format.delimiter).map((name) => name.trim());
    this.time = this.find(format.time);
    this.twin = format.twin_column === undefined ? undefined : this.find(format.twin_column);
    this.asset = format.asset_column === undefined ? undefined : this.find(format.asset_column);
    this.metrics = format.metrics
      ? Object.entries(format.metrics).map(([metric, column]) => [metric, this.find(column)])
      : this.others();
  }

  read(line: string): unknown {
    const values = this.split(line);
    if (values instanceof Unreadable) return values;
    if (values.length !== this.names.length) {
      return new Unreadable('columns', `The row has ${values.length} values for ${this.names.length} columns`);
    }
    const metrics = this.measured(values);
    if (metrics instanceof Unreadable) return metrics;
    if (Object.keys(metrics).length === 0) return undefined;
    const { twin_id, asset_id, utc_offset = 'Z' } = this.format;
    return {
      twin_id: this.twin === undefined ? twin_id : values[this.twin]?.trim(),
      asset_id: this.asset === undefined ? asset_id : values[this.asset]?.trim(),
      ts: csvTime(values[this.time] ?? '', utc_offset),
      metrics,
    };
  }

  /** Empty values are left out; what is no number is a fault only in a column that was asked for. */
  private measured(values: readonly string[]): Record<string, number> | Unreadable {
    const found: [metric: string, value: number][] = [];
    for (const [metric, index] of this.metrics) {
      const text = values[index] ?? '';
      if (text.trim() === '') continue;
      const value = decimalOf(text, this.format.decimal);
      if (value !== undefined) found.push([metric, value]);
      else if (this.format.metrics) return new Unreadable('not-a-number', `"${text}" for ${metric} is no number`);
    }
    return Object.fromEntries(found);
  }

  private others(): [string, number][] {
    const taken = new Set([this.time, this.twin, this.asset]);
    return this.names.flatMap((name, index): [string, number][] => (taken.has(index) ? [] : [[name, index]]));
  }

  private find(column: string): number {
    const index = this.names.indexOf(column);
    if (index >= 0) return index;
    throw new AdapterFault(`The file has no column "${column}"; it has ${this.names.join(', ')}`);
  }

  private split(line: string): string[] | Unreadable {
    try {
      return valuesOf(line, this.format.delimiter);
    } catch (error) {
      return new Unreadable('malformed-csv', `The row is not CSV: ${(error as Error).message}`);
    }
  }
}

/** The values of a row. Most have no quotes, and are cut without the parser. */
function valuesOf(line: string, delimiter = ','): string[] {
  if (!line.includes('"')) return line.split(delimiter);
  const [values = []] = parse(line, { delimiter, relax_column_count: true });
  return values;
}
