import type { IncomingMessage } from 'node:http';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { newId } from '../clock/ids.js';
import type { Config } from '../config/config.js';
import { registerBodyParsers } from './body-parsers.js';
import { answerClientError } from './edges/client-error.js';
import { headLimits } from './edges/connection-limits.js';
import { answerUnroutable } from './edges/unroutable.js';
import { decodeBodies } from './encoded-body.js';

/** Largest body of any request, in bytes, after its `Content-Encoding` was undone. */
export const BODY_LIMIT = 8 * 1024 * 1024;
/** Answers that may be given before the whole body was read. */
const EARLY_ANSWERS = new Set([400, 413, 415]);
const REQUEST_ID = /^[A-Za-z0-9_.:-]{1,128}$/;

/** The HTTP server: its limits, and an id for each request, which a caller may set by `X-Request-Id`. */
export function createFastifyAdapter(config: Config): FastifyAdapter {
  const adapter = new FastifyAdapter({
    bodyLimit: BODY_LIMIT,
    http: headLimits(config),
    requestTimeout: config.requestTimeoutS * 1000,
    keepAliveTimeout: config.keepAliveS * 1000,
    trustProxy: config.trustProxy === undefined ? false : [...config.trustProxy],
    clientErrorHandler: answerClientError,
    frameworkErrors: answerUnroutable,
    forceCloseConnections: 'idle',
    // What still comes on an open connection is answered, since what it stands on is only closed after the server.
    return503OnClosing: false,
    routerOptions: { maxParamLength: 512 },
    genReqId: (request: IncomingMessage) => {
      const given = request.headers['x-request-id'];
      return typeof given === 'string' && REQUEST_ID.test(given) ? given : newId('req');
    },
  });
  adapter.getInstance().addHook('onRequest', (request, reply, done) => {
    reply.header('x-request-id', request.id);
    done();
  });
  // Closing at once, as Fastify would, resets a client that is still sending: it would see no answer but a broken pipe.
  adapter.getInstance().addHook('onSend', (_request, reply, payload, done) => {
    if (EARLY_ANSWERS.has(reply.statusCode)) reply.removeHeader('connection');
    done(null, payload);
  });
  // What is left of a body that was answered early is read and dropped, as Node does with one that nobody touched.
  adapter.getInstance().addHook('onResponse', (request, _reply, done) => {
    request.raw.resume();
    done();
  });
  decodeBodies(adapter.getInstance());
  registerBodyParsers(adapter, BODY_LIMIT);
  return adapter;
}
