import type { FastifyAdapter } from '@nestjs/platform-fastify';
import type { Config } from '../../config/config.js';

/** Headers of answers that a page may read besides those that every page may (Fetch, CORS-safelisted). */
const EXPOSED = [
  'ETag',
  'Location',
  'Retry-After',
  'RateLimit',
  'RateLimit-Policy',
  'X-Request-Id',
  'Link',
  'WWW-Authenticate',
  'OpsTwin-Since',
  'OpsTwin-Next-Cursor',
  'OpsTwin-Has-More',
  'OpsTwin-Head',
  'OpsTwin-Hash',
];
const ACCEPTED = [
  'Accept',
  'Authorization',
  'Content-Encoding',
  'Content-Type',
  'Idempotency-Key',
  'If-Match',
  'If-None-Match',
  'Last-Event-ID',
  'Prefer',
  'X-API-Key',
  'X-Request-Id',
];
const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'];
/** Seconds for which a browser remembers what it may do. */
const REMEMBERED_S = 600;

/**
 * Lets pages of the configured origins, and of no others, call the API from a browser (Fetch, CORS protocol). Their
 * requests carry tokens and keys in headers, so that cookies and other credentials of the browser are not permitted.
 */
export function permitOrigins(adapter: FastifyAdapter, { corsOrigins = [] }: Config): void {
  if (corsOrigins.length === 0) return;
  const permitted = new Set(corsOrigins);
  adapter.enableCors({
    origin: (origin: string | undefined, answer: (error: Error | null, permit: boolean) => void) => {
      answer(null, origin !== undefined && permitted.has(origin));
    },
    methods: METHODS,
    allowedHeaders: ACCEPTED,
    exposedHeaders: EXPOSED,
    maxAge: REMEMBERED_S,
    strictPreflight: false,
  });
  // A route that sets Vary for itself must not make caches forget that answers differ by origin.
  adapter.getInstance().addHook('onSend', (_request, reply, payload, done) => {
    const vary = String(reply.getHeader('vary') ?? '');
    if (!/\borigin\b/i.test(vary)) reply.header('vary', vary === '' ? 'Origin' : `${vary}, Origin`);
    done(null, payload);
  });
}
