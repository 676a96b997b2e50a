import type { NewEvent } from '../../platform/event-log/event.js';
import type { TenantData } from './tenant-created.event.js';

export interface TenantUpdatedData extends TenantData {
  readonly changed: readonly ('name' | 'disabled' | 'limits')[];
}

/** Operators have changed the tenant; in its own log. */
export class TenantUpdated implements NewEvent {
  static readonly type = 'TenantUpdated';
  readonly type = TenantUpdated.type;
  readonly twinId = null;
  readonly dataRef = null;

  constructor(readonly data: TenantUpdatedData) {}
}
