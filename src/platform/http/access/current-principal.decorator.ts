import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { Operation } from '../../event-log/operation.js';
import type { Principal } from './principal.js';

/** A request after authentication. */
export interface AuthenticatedRequest extends FastifyRequest {
  user: Principal;
}

function request(context: ExecutionContext): AuthenticatedRequest {
  return context.switchToHttp().getRequest<AuthenticatedRequest>();
}

/** Gives a handler the Principal of the request. */
export const CurrentPrincipal = createParamDecorator((_: unknown, context: ExecutionContext): Principal => {
  return request(context).user;
});

/** Gives a handler the Operation that the request starts: its tenant and actor, correlated by the request id. */
export const CurrentOperation = createParamDecorator((_: unknown, context: ExecutionContext): Operation => {
  const { user, id } = request(context);
  return { tenant: user.tenant, actor: user.subject, correlationId: id, causationId: null };
});
