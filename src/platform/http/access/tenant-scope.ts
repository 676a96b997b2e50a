import { Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyInstance } from 'fastify';
import type { Observable } from 'rxjs';
import { Database } from '../../database/database.js';
import { SYSTEM } from '../../database/tenant-context.js';
import type { Principal } from './principal.js';

/**
 * Lets everything that a request does in the database be for the tenant of its credential: its handler, and what is
 * written of its answer afterwards. Until the guards know the credential, and on public routes, it is the system's.
 */
@Injectable()
export class TenantScope implements NestInterceptor {
  constructor(
    { httpAdapter }: HttpAdapterHost,
    private readonly database: Database,
  ) {
    const server = httpAdapter.getInstance<FastifyInstance>();
    // Not sooner: the body is read by events of the connection, which is of many requests.
    server.addHook('preHandler', (_request, _reply, done) => {
      this.database.tenants.run(SYSTEM, done);
    });
  }

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const { user } = context.switchToHttp().getRequest<{ readonly user?: Principal }>();
    if (user) this.database.tenants.settle(user.tenant);
    return next.handle();
  }
}
