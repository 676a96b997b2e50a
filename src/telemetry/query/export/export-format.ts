import { sampleOnTheWire } from '../sample-on-the-wire.js';
import type { SampleRow } from '../sample-reader.js';

/** A form in which all samples of a range are sent. */
export interface ExportFormat {
  readonly mediaType: string;
  readonly head: string;
  readonly line: (row: SampleRow) => string;
}

/** RFC 4180, with a header line. */
export const CSV: ExportFormat = {
  mediaType: 'text/csv; charset=utf-8; header=present',
  head: 'ts,asset_id,metric,value,quality\r\n',
  line: ({ ts, assetId, metric, value, quality }) =>
    `${ts.toISOString()},${assetId},${field(metric)},${value},${quality}\r\n`,
};

/** One JSON document per line. */
export const NDJSON: ExportFormat = {
  mediaType: 'application/x-ndjson; charset=utf-8',
  head: '',
  line: (row) => `${JSON.stringify(sampleOnTheWire(row))}\n`,
};

/** The form that an Accept header asks for; undefined: JSON, page by page. */
export function exportFormat(accept: string | undefined): ExportFormat | undefined {
  const types = (accept ?? '').split(',').map((range) => range.split(';', 1)[0]?.trim().toLowerCase());
  const first = types.find((type) => ['application/json', 'text/csv', 'application/x-ndjson'].includes(type ?? ''));
  return first === 'text/csv' ? CSV : first === 'application/x-ndjson' ? NDJSON : undefined;
}

function field(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
