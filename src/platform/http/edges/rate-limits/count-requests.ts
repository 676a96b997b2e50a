import type { FastifyAdapter } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { problemDocument } from '../../problems/problem-document.js';
import type { ProblemError } from '../../problems/problem.error.js';
import type { RateLimits } from './rate-limits.js';

/** Orchestrators ask as often as they like. */
const HEALTH = /^\/health(?:[/?]|$)/;

/**
 * Has the requests counted that no guard sees: those without a credential before anything is done for them, and those
 * that are refused before or by the guards when they are answered.
 */
export function countRequests(adapter: FastifyAdapter, limits: RateLimits): void {
  const server = adapter.getInstance();
  server.decorateRequest('rateCounted', false);
  server.addHook('onRequest', (request, reply, done) => {
    if (HEALTH.test(request.url)) request.rateCounted = true;
    const counting = request.rateCounted || claimsIdentity(request) ? undefined : limits.count(request, reply);
    if (counting) counting.then(done, done);
    else done();
  });
  server.addHook('onSend', (request, reply, payload, done) => {
    const counting = limits.count(request, reply);
    if (!counting) {
      done(null, payload);
      return;
    }
    const answer = (problem: ProblemError | undefined): void => {
      done(null, problem && reply.statusCode >= 400 ? refused(problem, request, reply) : payload);
    };
    counting.then(answer, done);
  });
}

/** Whether the request has a credential, good or not, that authentication will look at. */
function claimsIdentity({ headers }: FastifyRequest): boolean {
  return headers.authorization !== undefined || headers['x-api-key'] !== undefined;
}

/** Makes an answer that says no another one that says no: who guesses credentials learns nothing more. */
function refused(problem: ProblemError, request: FastifyRequest, reply: FastifyReply): string {
  const body = JSON.stringify(problemDocument(problem, request.id));
  reply.removeHeader('www-authenticate').removeHeader('content-length');
  reply
    .code(problem.status)
    .headers(problem.headers)
    .header('content-type', 'application/problem+json; charset=utf-8')
    .header('content-length', Buffer.byteLength(body));
  return body;
}
