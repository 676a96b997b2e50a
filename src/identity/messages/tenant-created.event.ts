import type { NewEvent } from '../../platform/event-log/event.js';

/** How many of each a tenant may have, and how many requests it may send; null = any number. */
export interface LimitsData {
  readonly max_twins: number | null;
  readonly max_assets: number | null;
  readonly max_series: number | null;
  readonly requests_per_minute: number | null;
}

/** A tenant as events tell of one. */
export interface TenantData {
  readonly tenant_id: string;
  readonly name: string;
  readonly disabled: boolean;
  readonly limits: LimitsData;
}

/** The first event of a tenant's log: operators have made the tenant. */
export class TenantCreated implements NewEvent {
  static readonly type = 'TenantCreated';
  readonly type = TenantCreated.type;
  readonly twinId = null;
  readonly dataRef = null;

  constructor(readonly data: TenantData) {}
}
