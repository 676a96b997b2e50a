import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { Authorizer } from '../../platform/http/access/authorizer.js';
import type { AuthenticatedRequest } from '../../platform/http/access/current-principal.decorator.js';
import { ACCESS, type Access } from '../../platform/http/access/permission.decorator.js';
import { ProblemError } from '../../platform/http/problems/problem.error.js';

/** Lets a request through when its principal has the permission that the route declares; denies by default. */
@Injectable()
export class PermissionGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly authorizer: Authorizer,
  ) {}

  canActivate(context: ExecutionContext): boolean {
    const needed = this.reflector.get<Access | undefined>(ACCESS, context.getHandler());
    if (needed === 'public' || needed === 'authenticated') return true;
    const { user } = context.switchToHttp().getRequest<AuthenticatedRequest>();
    if (needed !== undefined && this.authorizer.permits(user, needed)) return true;
    throw new ProblemError('forbidden', `This needs the permission ${needed ?? 'that no route declares'}.`);
  }
}
