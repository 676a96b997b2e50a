import type { CanActivate, ExecutionContext } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { RateLimits } from './rate-limits.js';

/** Counts the requests that authentication let through, and refuses those that are too many. */
export class RateLimitGuard implements CanActivate {
  constructor(private readonly limits: RateLimits) {}

  /** @throws ProblemError 429 */
  async canActivate(context: ExecutionContext): Promise<boolean> {
    const http = context.switchToHttp();
    const problem = await this.limits.count(http.getRequest<FastifyRequest>(), http.getResponse<FastifyReply>());
    if (problem) throw problem;
    return true;
  }
}
