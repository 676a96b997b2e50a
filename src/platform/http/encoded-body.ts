import { finished, PassThrough, type Readable, type Transform } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import type { FastifyInstance, FastifyReply, RequestPayload } from 'fastify';
import { ProblemError } from './problems/problem.error.js';

/** The codings of a request body that are undone (RFC 9110, 8.4.1). */
const DECODERS: ReadonlyMap<string, () => Transform> = new Map<string, () => Transform>([
  ['gzip', createGunzip],
  ['x-gzip', createGunzip],
  ['deflate', createInflate],
  ['br', createBrotliDecompress],
]);

/**
 * Undoes the `Content-Encoding` of every request body while it comes in. What is read of it is bounded by whoever
 * reads, as that of a plain body is: a small body that unpacks to a huge one is a 413 like any other.
 */
export function decodeBodies(server: FastifyInstance): void {
  server.addHook('preParsing', (request, reply, payload, done) => {
    const coding = request.headers['content-encoding']?.trim().toLowerCase();
    if (coding === undefined || coding === '' || coding === 'identity') {
      done(null, payload);
      return;
    }
    const decoder = DECODERS.get(coding);
    if (decoder) done(null, decoded(payload, decoder(), reply, Number(request.headers['content-length'] ?? 0)));
    else done(unknownCoding());
  });
}

/** @param encodedLength what Fastify compares with the length that was announced */
function decoded(payload: RequestPayload, decoder: Transform, reply: FastifyReply, encodedLength: number) {
  const body = Object.assign(new PassThrough(), { receivedEncodedLength: encodedLength });
  decoder.on('error', (error) => {
    body.destroy(malformed('The body is not what its Content-Encoding says', error));
  });
  finished(payload, { writable: false }, (error) => {
    if (error) body.destroy(malformed('The body ended before it was complete', error));
  });
  finished(body, () => {
    abandon(payload, decoder);
  });
  // An answer that did not need the body, such as a 401, leaves it unread.
  reply.raw.once('close', () => body.destroy());
  payload.pipe(decoder).pipe(body);
  return body;
}

/** Reads on without unpacking, so that a client that still sends comes to see its answer. */
function abandon(payload: RequestPayload, decoder: Transform): void {
  (payload as Readable).unpipe(decoder);
  decoder.destroy();
  payload.resume();
}

function malformed(words: string, cause: Error): ProblemError {
  return new ProblemError('malformed-request', `${words}: ${cause.message}.`, { cause });
}

function unknownCoding(): ProblemError {
  const codings = [...DECODERS.keys()].filter((name) => !name.startsWith('x-')).join(', ');
  return new ProblemError('unsupported-media-type', `The Content-Encoding is not served here; ${codings} are.`, {
    headers: { 'accept-encoding': codings },
  });
}
