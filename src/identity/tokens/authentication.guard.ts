import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { AuthGuard } from '@nestjs/passport';
import type { AuthenticatedRequest } from '../../platform/http/access/current-principal.decorator.js';
import { ACCESS } from '../../platform/http/access/permission.decorator.js';
import { ProblemError } from '../../platform/http/problems/problem.error.js';
import { VerifiedTokens } from './verified-tokens.js';

const BearerGuard = AuthGuard('jwt');
/** A token as JwtStrategy takes it; in any other form it is verified each time. */
const TOKEN = /^(?:bearer|token) +(\S+)$/i;

/** Makes sure that every request to a route that is not public has a principal. */
@Injectable()
export class AuthenticationGuard extends BearerGuard implements CanActivate {
  private readonly verified = new VerifiedTokens();

  constructor(private readonly reflector: Reflector) {
    super();
  }

  override canActivate(context: ExecutionContext): boolean | Promise<boolean> {
    if (this.reflector.get<unknown>(ACCESS, context.getHandler()) === 'public') return true;
    const request = context.switchToHttp().getRequest<AuthenticatedRequest>();
    const token = TOKEN.exec(request.headers.authorization ?? '')?.[1];
    const principal = token === undefined ? undefined : this.verified.principalOf(token);
    if (!principal) return this.verify(context, request, token);
    request.user = principal;
    return true;
  }

  override handleRequest<User>(error: unknown, user: User | false): User {
    if (error instanceof Error) throw error;
    if (!user) throw new ProblemError('unauthenticated', 'The request has no valid access token.');
    return user;
  }

  /** Throws a ProblemError 401 when the token is not good. */
  private async verify(
    context: ExecutionContext,
    request: AuthenticatedRequest,
    token: string | undefined,
  ): Promise<boolean> {
    await super.canActivate(context);
    if (token !== undefined) this.verified.remember(token, request.user);
    return true;
  }
}
