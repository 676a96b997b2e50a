import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { problemDocument } from '../problems/problem-document.js';
import { problemOf } from '../problems/problem-of.js';

/** Answers a request whose URL cannot be taken apart, which comes to no route and no filter. */
export function answerUnroutable(error: FastifyError, request: FastifyRequest, reply: FastifyReply): void {
  const problem = problemOf(error);
  reply
    .code(problem.status)
    .header('x-request-id', request.id)
    .header('content-type', 'application/problem+json; charset=utf-8')
    .send(JSON.stringify(problemDocument(problem, request.id)));
}
