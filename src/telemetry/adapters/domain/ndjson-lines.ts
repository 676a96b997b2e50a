import { Unreadable } from '../../ingest/unreadable.js';
import type { LineReader } from './line-reader.js';

/** One JSON document per line. */
export class NdjsonLines implements LineReader {
  read(line: string): unknown {
    try {
      return JSON.parse(line.replace(/^\ufeff/, '')) as unknown;
    } catch (error) {
      return new Unreadable('malformed-json', `The line is not JSON: ${(error as Error).message}`);
    }
  }
}
