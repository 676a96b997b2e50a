import { describe, expect, it } from '@jest/globals';
import { ResponseParser, type RawResponse } from './response-parser.js';

const OK = 'HTTP/1.1 202 Accepted\r\nContent-Length: 13\r\n\r\n{"a":"größe"}'.replace('13', '15');
const CHUNKED =
  'HTTP/1.1 429 Slow\r\ntransfer-encoding: chunked\r\nretry-after: 3\r\n\r\n3\r\nabc\r\na\r\n0123456789\r\n0\r\n\r\n';
const CLOSING = 'HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n';

describe('ResponseParser', () => {
  it.each([1, 2, 7, 1000])('reads responses that come in pieces of %d bytes', (size) => {
    const parser = new ResponseParser();
    const seen: RawResponse[] = [];
    for (const response of [OK, CHUNKED, CLOSING]) {
      const bytes = Buffer.from(response);
      for (let at = 0; at < bytes.length; at += size) {
        const whole = parser.push(bytes.subarray(at, at + size));
        if (whole) seen.push(whole);
      }
    }
    expect(seen).toEqual([
      { status: 202, body: '{"a":"größe"}', closes: false, retryAfterMs: 0 },
      { status: 429, body: 'abc0123456789', closes: false, retryAfterMs: 3000 },
      { status: 204, body: '', closes: true, retryAfterMs: 0 },
    ]);
  });

  it.each(['SSH-2.0-OpenSSH\r\n\r\n', 'HTTP/1.1 200 OK\r\n\r\n'])('refuses %p', (text) => {
    expect(() => new ResponseParser().push(Buffer.from(text))).toThrow('the answer');
  });
});
