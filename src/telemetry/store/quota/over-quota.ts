import type { TenantLimits } from '../../../identity/messages/hold-tenant-limits.query.js';
import { seriesKey, type SeriesName } from '../series-batch.js';

/** How many a tenant has. */
export interface Counts {
  readonly twins: number;
  readonly assets: number;
  readonly series: number;
}

/**
 * The keys of the series that would be one twin, asset or series too many, when they are made in this order.
 * @param present the series that the twins among these have already
 */
export function overQuota(
  wanted: readonly SeriesName[],
  present: readonly SeriesName[],
  counts: Counts,
  { maxTwins, maxAssets, maxSeries }: TenantLimits,
): Set<string> {
  const twins = new Set(present.map(({ twinId }) => twinId));
  const assets = new Set(present.map(assetKey));
  const series = new Set(present.map(seriesKey));
  const left = {
    twins: (maxTwins ?? Infinity) - counts.twins,
    assets: (maxAssets ?? Infinity) - counts.assets,
    series: (maxSeries ?? Infinity) - counts.series,
  };
  const over = new Set<string>();
  for (const one of wanted) {
    const key = seriesKey(one);
    if (series.has(key)) continue;
    const costs = { twins: twins.has(one.twinId) ? 0 : 1, assets: assets.has(assetKey(one)) ? 0 : 1, series: 1 };
    if ((['twins', 'assets', 'series'] as const).some((kind) => costs[kind] > Math.max(0, left[kind]))) {
      over.add(key);
      continue;
    }
    left.twins -= costs.twins;
    left.assets -= costs.assets;
    left.series -= 1;
    twins.add(one.twinId);
    assets.add(assetKey(one));
    series.add(key);
  }
  return over;
}

function assetKey({ twinId, assetId }: SeriesName): string {
  return `${twinId}\0${assetId}`;
}
