import type { IsKnown } from './known-asset-filter.js';
import { seriesKey } from './series-batch.js';
import type { Refusal, Submission } from './submission.js';

/**
 * The readings of a submission that are not stored, by their place, and why.
 * @param over keys of the series that may not be made
 */
export function refusedReadings(
  { operation: { tenant }, readings }: Submission,
  isKnown: IsKnown,
  over: ReadonlySet<string>,
): Map<number, Refusal> {
  const refused = new Map<number, Refusal>();
  for (const { index, twinId, assetId, metrics } of readings) {
    if (!isKnown(tenant, twinId, assetId)) refused.set(index, 'unknown-asset');
    else if (over.size > 0 && metrics.some(([metric]) => over.has(seriesKey({ tenant, twinId, assetId, metric }))))
      refused.set(index, 'quota-exceeded');
  }
  return refused;
}
