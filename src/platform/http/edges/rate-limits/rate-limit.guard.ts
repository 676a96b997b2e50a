import type { CanActivate, ExecutionContext } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { ProblemError } from '../../problems/problem.error.js';
import type { RateLimits } from './rate-limits.js';

/** Counts the requests that authentication let through, and refuses those that are too many. */
export class RateLimitGuard implements CanActivate {
  constructor(private readonly limits: RateLimits) {}

  /** @throws ProblemError 429 */
  canActivate(context: ExecutionContext): boolean | Promise<boolean> {
    const http = context.switchToHttp();
    const counting = this.limits.count(http.getRequest<FastifyRequest>(), http.getResponse<FastifyReply>());
    return counting?.then(unlessTooMany) ?? true;
  }
}

/** Lets a counted request through. @throws ProblemError 429 when it was one too many */
export function unlessTooMany(problem: ProblemError | undefined): true {
  if (problem) throw problem;
  return true;
}
