import type { LimitsData, TenantData } from '../messages/tenant-created.event.js';
import type { Tenant, TenantQuotas, TenantSettings } from './tenant.js';

/** A tenant as the API shows it. */
export interface TenantView extends TenantData {
  readonly revision: number;
  readonly created_at: string;
  readonly updated_at: string;
}

/** What events tell of a tenant. */
export function tenantData(id: string, { name, disabled, limits }: TenantSettings): TenantData {
  return { tenant_id: id, name, disabled, limits: limitsOnTheWire(limits) };
}

export function tenantOnTheWire(tenant: Tenant): TenantView {
  const { id, revision, createdAt, updatedAt } = tenant;
  return {
    ...tenantData(id, tenant),
    revision,
    created_at: createdAt.toISOString(),
    updated_at: updatedAt.toISOString(),
  };
}

function limitsOnTheWire({ maxTwins, maxAssets, maxSeries, requestsPerMinute }: TenantQuotas): LimitsData {
  return {
    max_twins: maxTwins,
    max_assets: maxAssets,
    max_series: maxSeries,
    requests_per_minute: requestsPerMinute,
  };
}
