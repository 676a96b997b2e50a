import type { AggregateFunction } from '../../src/telemetry/query/aggregate/aggregate-function.js';
import { bucketOf, type AggregateWindow } from '../../src/telemetry/query/aggregate/aggregate-window.js';
import { groupBy } from '../../src/telemetry/store/group-by.js';

export interface RawSample {
  readonly at: number;
  readonly value: number;
}

/** What a bucket's aggregate has to be, computed the plain way. @param samples in time order, at least one */
function aggregateOf(samples: readonly RawSample[], name: AggregateFunction): number | null {
  const values = samples.map(({ value }) => value);
  const sum = values.reduce((total, value) => total + value, 0);
  const rank = (q: number): number =>
    [...values].sort((a, b) => a - b)[Math.max(1, Math.ceil(q * values.length)) - 1] ?? NaN;
  const mean = sum / values.length;
  switch (name) {
    case 'avg':
      return mean;
    case 'sum':
      return sum;
    case 'min':
      return Math.min(...values);
    case 'max':
      return Math.max(...values);
    case 'count':
      return values.length;
    case 'first':
      return values[0] ?? NaN;
    case 'last':
      return values.at(-1) ?? NaN;
    case 'p50':
      return rank(0.5);
    case 'p95':
      return rank(0.95);
    case 'p99':
      return rank(0.99);
    case 'stddev':
      if (values.length === 1) return null;
      return Math.sqrt(values.reduce((total, value) => total + (value - mean) ** 2, 0) / (values.length - 1));
  }
}

export interface ExpectedBucket {
  readonly value: number | null;
  readonly count: number;
  /** The largest magnitude in it. */
  readonly largest: number;
}

/** The aggregate of each bucket that has samples, by the bucket's beginning. @param samples in time order */
export function aggregatesOf(
  samples: readonly RawSample[],
  name: AggregateFunction,
  window: AggregateWindow,
): Map<number, ExpectedBucket> {
  const buckets = groupBy(samples, ({ at }) => bucketOf(at, window));
  return new Map(
    [...buckets].map(([at, bucket]) => {
      const largest = bucket.reduce((most, { value }) => Math.max(most, Math.abs(value)), 0);
      return [at, { value: aggregateOf(bucket, name), count: bucket.length, largest }] as const;
    }),
  );
}
