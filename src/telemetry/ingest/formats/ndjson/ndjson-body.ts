import type { Readable } from 'node:stream';

/**
 * A body of one JSON document per line (https://github.com/ndjson/ndjson-spec), still on its way in. Its stream is
 * hidden from whatever copies a body, since any route may get one.
 */
export class NdjsonBody {
  readonly #stream: Readable;

  constructor(stream: Readable) {
    this.#stream = stream;
  }

  get stream(): Readable {
    return this.#stream;
  }
}
