import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { Principal } from '../../platform/http/access/principal.js';
import { unlessTooMany } from '../../platform/http/edges/rate-limits/rate-limit.guard.js';
import { TELEMETRY_DOORS } from '../../platform/http/edges/telemetry-doors.js';
import { EnabledTenants } from './enabled-tenants.js';
import { TenantRates } from './tenant-rates.js';

/** Refuses the credentials of tenants that are disabled, or have sent too much. Comes after authentication. */
@Injectable()
export class TenantGuard implements CanActivate {
  constructor(
    private readonly tenants: EnabledTenants,
    private readonly rates: TenantRates,
  ) {}

  /** @throws ProblemError 403, 429 */
  canActivate(context: ExecutionContext): boolean | Promise<boolean> {
    const request = context.switchToHttp().getRequest<FastifyRequest & { readonly user?: Principal }>();
    if (!request.user) return true;
    const { tenant } = request.user;
    this.tenants.require(tenant);
    if (TELEMETRY_DOORS.has(request.routeOptions.url ?? '')) return true;
    return this.rates.count(tenant)?.then(unlessTooMany) ?? true;
  }
}
