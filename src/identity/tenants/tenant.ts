import type { TenantLimits } from '../messages/hold-tenant-limits.query.js';

/** How much a tenant may have, and do; null = any number. */
export interface TenantQuotas extends TenantLimits {
  /** Requests a minute of all its credentials, telemetry aside. */
  readonly requestsPerMinute: number | null;
}

/** A tenant as operators see it. */
export interface Tenant {
  readonly id: string;
  readonly name: string;
  /** Whether its credentials are refused. */
  readonly disabled: boolean;
  readonly limits: TenantQuotas;
  /** Counts its changes. */
  readonly revision: number;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

/** What operators decide of a tenant. */
export type TenantSettings = Pick<Tenant, 'name' | 'disabled' | 'limits'>;

/** The first tenant: its admins run the site, and with it the other tenants. */
export const OPERATORS_TENANT = 'default';
