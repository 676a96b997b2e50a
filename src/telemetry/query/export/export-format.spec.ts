import { describe, expect, it } from '@jest/globals';
import { CSV, exportFormat, NDJSON } from './export-format.js';

const ROW = { seriesId: 1, assetId: 'tool', metric: 'a "b",\nc', ts: new Date(0), value: -1e-9, quality: 1 };

describe('exportFormat', () => {
  it('is what the header names first', () => {
    expect(exportFormat(undefined)).toBeUndefined();
    expect(exportFormat('*/*')).toBeUndefined();
    expect(exportFormat('application/json, text/csv')).toBeUndefined();
    expect(exportFormat('text/CSV;q=0.9')).toBe(CSV);
    expect(exportFormat('text/html, application/x-ndjson')).toBe(NDJSON);
  });

  it('quotes what CSV would break on', () => {
    expect(CSV.line(ROW)).toBe('1970-01-01T00:00:00.000Z,tool,"a ""b"",\nc",-1e-9,1\r\n');
    expect(JSON.parse(NDJSON.line(ROW))).toMatchObject({ metric: ROW.metric, value: -1e-9 });
  });
});
