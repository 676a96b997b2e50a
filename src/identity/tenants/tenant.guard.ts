import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import type { Principal } from '../../platform/http/access/principal.js';
import { EnabledTenants } from './enabled-tenants.js';

/** Refuses the credentials of tenants that are disabled. Comes after authentication. */
@Injectable()
export class TenantGuard implements CanActivate {
  constructor(private readonly tenants: EnabledTenants) {}

  canActivate(context: ExecutionContext): boolean {
    const { user } = context.switchToHttp().getRequest<{ readonly user?: Principal }>();
    if (user) this.tenants.require(user.tenant);
    return true;
  }
}
