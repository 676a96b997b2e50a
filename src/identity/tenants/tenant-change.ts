import type { TenantChange } from './tenant-administration.js';
import type { TenantPatchDto } from './tenant.dto.js';

/** What a patch changes. */
export function tenantChange({ name, disabled, limits = {} }: TenantPatchDto): TenantChange {
  const { max_twins, max_assets, max_series, requests_per_minute } = limits;
  const changed = {
    maxTwins: max_twins,
    maxAssets: max_assets,
    maxSeries: max_series,
    requestsPerMinute: requests_per_minute,
  };
  return { ...given({ name, disabled }), limits: given(changed) };
}

/** The members that have a value, null included. */
function given<T extends object>(members: T): { [Name in keyof T]?: Exclude<T[Name], undefined> } {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as {
    [Name in keyof T]?: Exclude<T[Name], undefined>;
  };
}
