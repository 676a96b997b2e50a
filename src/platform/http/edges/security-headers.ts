import helmet from '@fastify/helmet';
import type { FastifyAdapter } from '@nestjs/platform-fastify';
import type { FastifyInstance } from 'fastify';

/**
 * What a page of this server may load: its own files. Swagger UI styles itself with inline styles and shows images from
 * `data:`. Requests are not upgraded to https, since a server in a plant is often reached by http only.
 */
const CONTENT_SECURITY_POLICY = {
  useDefaults: false,
  directives: {
    'default-src': ["'self'"],
    'script-src': ["'self'"],
    'style-src': ["'self'", "'unsafe-inline'"],
    'img-src': ["'self'", 'data:'],
    'font-src': ["'self'", 'data:'],
    'object-src': ["'none'"],
    'base-uri': ["'none'"],
    'form-action': ["'self'"],
    'frame-ancestors': ["'none'"],
  },
};
/** A year; without subdomains, which may be machines that speak http only. */
const HSTS = 'max-age=31536000';

/**
 * The headers by which browsers restrain pages, on every answer. Strict-Transport-Security is only sent on what came by
 * https (RFC 6797, 7.2), which a trusted proxy tells in `X-Forwarded-Proto`.
 */
export async function addSecurityHeaders(adapter: FastifyAdapter): Promise<void> {
  const server = adapter.getInstance<FastifyInstance>();
  await server.register(helmet, {
    contentSecurityPolicy: CONTENT_SECURITY_POLICY,
    frameguard: { action: 'deny' },
    hsts: false,
    // These are for browsers that are gone, and for formats that are not served here.
    dnsPrefetchControl: false,
    ieNoOpen: false,
    originAgentCluster: false,
    permittedCrossDomainPolicies: false,
    xssFilter: false,
  });
  server.addHook('onRequest', (request, reply, done) => {
    if (request.protocol === 'https') reply.header('strict-transport-security', HSTS);
    done();
  });
}
