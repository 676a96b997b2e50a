import { isUtf8 } from 'node:buffer';
import type { FastifyAdapter } from '@nestjs/platform-fastify';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { ProblemError } from './problems/problem.error.js';

type Done = (error: Error | null, body?: unknown) => void;

/** Reads JSON, merge patches (RFC 7396) and plain text; what is no UTF-8 is refused, since names that were mended would be other names. */
export function registerBodyParsers(adapter: FastifyAdapter, bodyLimit: number): void {
  const server = adapter.getInstance<FastifyInstance>();
  const json = server.getDefaultJsonParser('error', 'error');
  const readJson = (request: FastifyRequest, body: Buffer, done: Done): void => {
    const text = textOf(body);
    if (typeof text === 'string') void json(request, text, done);
    else done(text);
  };
  adapter.useBodyParser('application/json', false, { bodyLimit }, readJson);
  server.addContentTypeParser('application/merge-patch+json', { parseAs: 'buffer', bodyLimit }, readJson);
  server.addContentTypeParser('text/plain', { parseAs: 'buffer', bodyLimit }, (_request, body: Buffer, done) => {
    const text = textOf(body);
    if (typeof text === 'string') done(null, text);
    else done(text);
  });
}

function textOf(body: Buffer): string | ProblemError {
  return isUtf8(body) ? body.toString('utf8') : new ProblemError('malformed-request', 'The body is not UTF-8.');
}
