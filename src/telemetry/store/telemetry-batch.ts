import { compareText } from './compare-text.js';
import type { TelemetryBatch } from '../messages/telemetry-appended.event.js';
import type { StoredSeries } from './stored-series.js';

/** What `TelemetryAppended` says of the new samples of one twin. */
export function telemetryBatch(batchId: string, stored: readonly StoredSeries[]): TelemetryBatch {
  const oldest = stored.reduce((least, { samples }) => Math.min(least, samples.at[0] ?? Infinity), Infinity);
  const newest = stored.reduce((most, { samples }) => Math.max(most, samples.at.at(-1) ?? 0), 0);
  return {
    batch_id: batchId,
    samples: stored.reduce((sum, { samples }) => sum + samples.at.length, 0),
    assets: distinct(stored.map((series) => series.assetId)),
    metrics: distinct(stored.map((series) => series.metric)),
    start: new Date(oldest).toISOString(),
    end: new Date(newest).toISOString(),
  };
}

function distinct(names: readonly string[]): string[] {
  return [...new Set(names)].sort(compareText);
}
