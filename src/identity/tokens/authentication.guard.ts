import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { AuthGuard } from '@nestjs/passport';
import { credentialOf } from '../../platform/http/access/credential-verifier.js';
import type { AuthenticatedRequest } from '../../platform/http/access/current-principal.decorator.js';
import { ACCESS } from '../../platform/http/access/permission.decorator.js';
import type { Principal } from '../../platform/http/access/principal.js';
import { ProblemError } from '../../platform/http/problems/problem.error.js';
import { formOf } from './credential-form.js';
import { Credentials } from './credentials.js';

const PassportGuard = AuthGuard('jwt');

/** Makes sure that every request to a route that is not public has a principal. */
@Injectable()
export class AuthenticationGuard extends PassportGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly credentials: Credentials,
  ) {
    super();
  }

  /** Throws a ProblemError 401 without a good credential. */
  override canActivate(context: ExecutionContext): boolean | Promise<boolean> {
    if (this.reflector.get<unknown>(ACCESS, context.getHandler()) === 'public') return true;
    const request = context.switchToHttp().getRequest<AuthenticatedRequest>();
    const credential = credentialOf(request.headers);
    if (credential === undefined) throw unauthenticated();
    const principal = this.credentials.remembered(credential, request.ip);
    if (!principal) return this.authenticate(context, request, credential);
    request.user = principal;
    return true;
  }

  override handleRequest<User>(error: unknown, user: User | false): User {
    if (error instanceof Error) throw error;
    if (!user) throw unauthenticated();
    return user;
  }

  /** Our own tokens go by Passport and JwtStrategy, all else by its own verifier. */
  private async authenticate(
    context: ExecutionContext,
    request: AuthenticatedRequest,
    credential: string,
  ): Promise<boolean> {
    let principal: Principal | undefined;
    if (formOf(credential) === 'own') {
      await super.canActivate(context);
      principal = this.credentials.accept(credential, request.user, request.ip);
    } else {
      principal = await this.credentials.identify(credential, request.ip);
    }
    if (!principal) throw unauthenticated();
    request.user = principal;
    return true;
  }
}

function unauthenticated(): ProblemError {
  return new ProblemError('unauthenticated', 'The request has no valid access token or API key.');
}
