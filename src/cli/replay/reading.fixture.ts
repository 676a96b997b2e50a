import type { Reading } from './reading.js';

/** A reading of a row, for specs. */
export function readingOf(row: number, more: Partial<Reading> = {}): Reading {
  return {
    twin: 'line_3',
    asset: 'etch_7',
    ts: `2013-12-02T21:15:0${row}.000Z`,
    time: 0,
    metrics: { temperature: row },
    row,
    line: row + 1,
    bytes: row,
    ...more,
  };
}
