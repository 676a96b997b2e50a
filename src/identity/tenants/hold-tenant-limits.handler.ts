import { QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { HoldTenantLimits, type TenantLimits } from '../messages/hold-tenant-limits.query.js';
import { Tenants } from './tenants.js';

@QueryHandler(HoldTenantLimits)
export class HoldTenantLimitsHandler implements IQueryHandler<HoldTenantLimits> {
  constructor(private readonly tenants: Tenants) {}

  execute({ tenant }: HoldTenantLimits): Promise<TenantLimits | undefined> {
    return this.tenants.holdLimits(tenant);
  }
}
