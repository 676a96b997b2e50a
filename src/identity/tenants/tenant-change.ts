import type { TenantChange } from './tenant-administration.js';
import type { TenantPatchDto } from './tenant.dto.js';

/** What a patch changes. */
export function tenantChange({ name, disabled, limits = {} }: TenantPatchDto): TenantChange {
  const { max_twins: maxTwins, max_assets: maxAssets, max_series: maxSeries } = limits;
  return { ...given({ name, disabled }), limits: given({ maxTwins, maxAssets, maxSeries }) };
}

/** The members that have a value, null included. */
function given<T extends object>(members: T): { [Name in keyof T]?: Exclude<T[Name], undefined> } {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as {
    [Name in keyof T]?: Exclude<T[Name], undefined>;
  };
}
