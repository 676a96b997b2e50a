import { STATUS_CODES, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { newId } from '../../clock/ids.js';
import type { ProblemCode } from '../problems/catalogue.js';
import { problemDocument } from '../problems/problem-document.js';
import { ProblemError } from '../problems/problem.error.js';

/** A client that still sends is given so long to read its answer, in milliseconds, before the connection is cut. */
const LINGER_MS = 1000;

/** By Node's code of what the parser of HTTP met; anything else is a request that cannot be read. */
const PROBLEMS_BY_CODE: Readonly<Record<string, readonly [ProblemCode, string]>> = {
  ERR_HTTP_REQUEST_TIMEOUT: ['request-timeout', 'The request was not complete in time.'],
  HPE_HEADER_OVERFLOW: ['headers-too-large', 'The URL and the headers are larger than 16 KiB together.'],
  HPE_CHUNK_EXTENSIONS_OVERFLOW: ['payload-too-large', 'The chunk extensions of the body are too large.'],
};

/** Answers what never became a request, with a problem document that says nothing of how it was read, and closes. */
export function answerClientError({ code = '' }: { readonly code?: string }, socket: Socket): void {
  // It was answered already, and what still comes is not read any more.
  if (socket.writableEnded) return;
  if (code === 'ECONNRESET' || !socket.writable || isAnswering(socket)) {
    socket.destroy();
    return;
  }
  socket.end(answerOf(code));
  setTimeout(() => {
    socket.destroy();
  }, LINGER_MS).unref();
}

/** Whether the head of an answer has left on the connection: another one would be taken for a part of its body. */
function isAnswering(socket: Socket): boolean {
  return (socket as { _httpMessage?: ServerResponse | null })._httpMessage?.headersSent ?? false;
}

function answerOf(code: string): string {
  const [problem, detail] = PROBLEMS_BY_CODE[code] ?? ['malformed-request', 'The request is not valid HTTP/1.1.'];
  const error = new ProblemError(problem, detail);
  const id = newId('req');
  const body = JSON.stringify(problemDocument(error, id));
  return [
    `HTTP/1.1 ${error.status} ${STATUS_CODES[error.status] ?? ''}`,
    'Content-Type: application/problem+json; charset=utf-8',
    `Content-Length: ${Buffer.byteLength(body)}`,
    `X-Request-Id: ${id}`,
    'X-Content-Type-Options: nosniff',
    'Connection: close',
    '',
    body,
  ].join('\r\n');
}
