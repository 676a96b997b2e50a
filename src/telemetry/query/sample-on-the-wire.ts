import type { SampleRow } from './sample-reader.js';
import type { SampleDto } from './telemetry-query.dto.js';

/** A sample as the API shows it. */
export function sampleOnTheWire({ ts, assetId, metric, value, quality }: SampleRow): SampleDto {
  return { ts: ts.toISOString(), asset_id: assetId, metric, value, quality };
}
