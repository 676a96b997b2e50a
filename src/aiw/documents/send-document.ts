import type { FastifyReply, FastifyRequest } from 'fastify';
import { namesEtag, type PublishedDocument } from './published-document.js';

export interface SendOptions {
  /** Who may keep the answer: anyone's cache, or the caller's own for what depends on the credential. */
  readonly audience?: 'public' | 'private';
  /** Entries of a Link header (RFC 8288). */
  readonly links?: readonly string[];
}

/** Answers with the document, or with 304 when the caller has it. A minute old is new enough. */
export function sendDocument(
  request: FastifyRequest,
  reply: FastifyReply,
  document: PublishedDocument,
  { audience = 'public', links = [] }: SendOptions = {},
): void {
  reply.header('etag', document.etag).header('cache-control', `${audience}, max-age=60, must-revalidate`);
  if (links.length > 0) reply.header('link', links.join(', '));
  if (namesEtag(request.headers['if-none-match'], document.etag)) {
    reply.code(304).send();
    return;
  }
  // As bytes, since Fastify gives every JSON text a charset, which the types that end in +json do not have.
  reply.header('content-type', document.contentType).send(Buffer.from(document.text));
}
