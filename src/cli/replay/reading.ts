/** One row of a file: the values of one or many metrics of an asset at an instant. */
export interface Reading {
  readonly twin: string;
  readonly asset: string;
  /** RFC 3339 in UTC, with every fractional digit that the file gave. */
  readonly ts: string;
  /** The same instant in milliseconds since 1970, for pacing. */
  readonly time: number;
  readonly metrics: Readonly<Record<string, number>>;
  /** Which data row of the file it is, from 1; the header does not count. */
  readonly row: number;
  /** The line of the file on which it ends, from 1. */
  readonly line: number;
  /** How many bytes of the file lie before the row after it; of a packed file, about. */
  readonly bytes: number;
}
