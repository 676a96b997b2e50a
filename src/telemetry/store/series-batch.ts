import type { Operation } from '../../platform/event-log/operation.js';
import { compareText } from './compare-text.js';
import { inTimeOrder, type Samples } from './samples.js';
import type { Submission } from './submission.js';

export interface SeriesName {
  readonly tenant: string;
  readonly twinId: string;
  readonly assetId: string;
  readonly metric: string;
}

/** The samples that a group brings for one series. */
export interface SeriesBatch extends SeriesName {
  /** Its `seriesKey`, which every step of a group needs. */
  readonly key: string;
  readonly samples: Samples;
}

/** A series' samples while they are gathered. */
class Gathering {
  readonly at: number[] = [];
  readonly value: number[] = [];
  readonly quality: number[] = [];
  readonly sender: Operation[] = [];
}

/** Sorts the readings of a group into series; the order of the series is the same in every process. */
export function seriesBatches(group: readonly Submission[]): SeriesBatch[] {
  const found = new Map<string, Omit<SeriesBatch, 'samples'> & { samples: Gathering }>();
  for (const { operation, readings } of group) {
    const { tenant } = operation;
    for (const { twinId, assetId, at, metrics, quality } of readings) {
      const asset = `${tenant}\0${twinId}\0${assetId}\0`;
      for (const [metric, value] of metrics) {
        const key = asset + metric;
        let batch = found.get(key);
        if (!batch) found.set(key, (batch = { tenant, twinId, assetId, metric, key, samples: new Gathering() }));
        const { samples } = batch;
        samples.at.push(at);
        samples.value.push(value);
        samples.quality.push(quality);
        samples.sender.push(operation);
      }
    }
  }
  return [...found.values()].sort(byName).map((batch) => ({ ...batch, samples: inTimeOrder(batch.samples) }));
}

/** One text per series. No part holds a NUL, since none could be stored. */
export function seriesKey({ tenant, twinId, assetId, metric }: SeriesName): string {
  return `${tenant}\0${twinId}\0${assetId}\0${metric}`;
}

function byName(a: SeriesName, b: SeriesName): number {
  return (
    compareText(a.tenant, b.tenant) ||
    compareText(a.twinId, b.twinId) ||
    compareText(a.assetId, b.assetId) ||
    compareText(a.metric, b.metric)
  );
}
