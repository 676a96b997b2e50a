import type { Server } from 'node:http';
import { Logger } from '@nestjs/common';
import type { FastifyAdapter } from '@nestjs/platform-fastify';
import type { Config } from '../../config/config.js';
import { ProblemError } from '../problems/problem.error.js';

/** What one request may bring besides its body. */
export const REQUEST_LIMITS = {
  /** Bytes of the request line and all headers together. */
  maxHeaderBytes: 16 * 1024,
  maxHeaders: 100,
  /** Characters of the path with its query. */
  maxUrlLength: 8 * 1024,
} as const;
/** How exactly the times of unfinished requests are kept, in milliseconds. */
const CHECKED_EVERY_MS = 1000;
const TOLD_EVERY_MS = 60_000;

const logger = new Logger('Http');

/** The options of Node's HTTP server that bound the head of a request in size and time. */
export function headLimits({ headersTimeoutS }: Config): object {
  return {
    maxHeaderSize: REQUEST_LIMITS.maxHeaderBytes,
    headersTimeout: headersTimeoutS * 1000,
    connectionsCheckingInterval: CHECKED_EVERY_MS,
  };
}

/** Bounds how many connections there are, how many headers a request has, and how long its URL is. */
export function limitConnections(adapter: FastifyAdapter, { maxConnections }: Config): void {
  const server = adapter.getHttpServer<Server>();
  server.maxConnections = maxConnections;
  // Node leaves out what is over this without a word; one more than permitted shows that there was more.
  server.maxHeadersCount = REQUEST_LIMITS.maxHeaders + 1;
  let toldAt = -Infinity;
  server.on('drop', () => {
    if (performance.now() - toldAt < TOLD_EVERY_MS) return;
    toldAt = performance.now();
    logger.warn(`Connections are refused: ${maxConnections} are open, the most that OPSTWIN_MAX_CONNECTIONS permits`);
  });
  adapter.getInstance().addHook('onRequest', ({ raw }, _reply, done) => {
    done(faultOf(raw.url ?? '', raw.rawHeaders.length / 2));
  });
}

function faultOf(url: string, headers: number): ProblemError | undefined {
  const { maxHeaders, maxUrlLength } = REQUEST_LIMITS;
  if (url.length > maxUrlLength) {
    return new ProblemError('uri-too-long', `The URL is longer than ${maxUrlLength} characters.`);
  }
  if (headers > maxHeaders) {
    return new ProblemError('headers-too-large', `The request has more than ${maxHeaders} headers.`);
  }
  return undefined;
}
