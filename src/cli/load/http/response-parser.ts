/** An HTTP/1.1 response, as much of it as a load needs to know. */
export interface RawResponse {
  readonly status: number;
  readonly body: string;
  /** Whether the server ends the connection with it. */
  readonly closes: boolean;
  /** What a Retry-After header asks for, in milliseconds; 0 without one in seconds. */
  readonly retryAfterMs: number;
}

const END_OF_HEAD = Buffer.from('\r\n\r\n');
const EMPTY = Buffer.alloc(0);

/** Reads one response after another from the chunks of a connection that has one request under way at a time. */
export class ResponseParser {
  #data: Buffer = EMPTY;

  /** @returns the response that the chunk completes, if it does. @throws Error for what is not HTTP */
  push(chunk: Buffer): RawResponse | undefined {
    this.#data = this.#data.length === 0 ? chunk : Buffer.concat([this.#data, chunk]);
    for (;;) {
      const end = this.#data.indexOf(END_OF_HEAD);
      if (end < 0) return undefined;
      const head = this.#data.toString('latin1', 0, end);
      const status = /^HTTP\/1\.[01] (\d{3})/.exec(head)?.[1];
      if (status === undefined) throw new Error('the answer is not HTTP');
      const start = end + END_OF_HEAD.length;
      if (status.startsWith('1')) {
        this.#data = this.#data.subarray(start);
        continue;
      }
      const body = status === '204' || status === '304' ? { text: '', end: start } : readBody(this.#data, head, start);
      if (!body) return undefined;
      this.#data = body.end === this.#data.length ? EMPTY : this.#data.subarray(body.end);
      return {
        status: Number(status),
        body: body.text,
        closes: /\r\nconnection: *close/i.test(head),
        retryAfterMs: Number(/\r\nretry-after: *(\d+)/i.exec(head)?.[1] ?? 0) * 1000,
      };
    }
  }
}

interface Body {
  readonly text: string;
  /** Where what follows it begins. */
  readonly end: number;
}

/** The body behind a head, or undefined while it is not all there. */
function readBody(data: Buffer, head: string, start: number): Body | undefined {
  const length = /\r\ncontent-length: *(\d+)/i.exec(head)?.[1];
  if (length !== undefined) {
    const end = start + Number(length);
    return data.length < end ? undefined : { text: data.toString('utf8', start, end), end };
  }
  if (!/\r\ntransfer-encoding: *chunked/i.test(head)) throw new Error('the answer does not tell its length');
  return readChunks(data, start);
}

function readChunks(data: Buffer, start: number): Body | undefined {
  const parts: Buffer[] = [];
  for (let at = start; ;) {
    const line = data.indexOf('\r\n', at);
    if (line < 0) return undefined;
    const size = Number.parseInt(data.toString('latin1', at, line), 16);
    if (!(size >= 0)) throw new Error('the answer has a malformed chunk');
    const end = line + 2 + size + 2;
    if (data.length < end) return undefined;
    if (size === 0) return { text: Buffer.concat(parts).toString(), end };
    parts.push(data.subarray(line + 2, end - 2));
    at = end;
  }
}
