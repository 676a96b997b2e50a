import type { DataPoint, PointKind } from './otlp-request.js';

/** Bit of a point's flags: it tells that there is no value (opentelemetry-proto, DataPointFlags). */
const NO_RECORDED_VALUE = 1;

/**
 * The numbers of a valid data point, by what follows the name of its metric: one of a gauge or a sum, count and sum of
 * a histogram or a summary. None when the point says that there is no value.
 * @returns undefined when it has no value and does not say so
 */
export function valuesOf(kind: PointKind, point: DataPoint): [suffix: string, value: number][] | undefined {
  if (((point.flags ?? 0) & NO_RECORDED_VALUE) !== 0) return [];
  if (kind === 'gauge' || kind === 'sum') {
    const value = point.asDouble ?? point.asInt;
    return value === undefined ? undefined : [['', Number(value)]];
  }
  // JSON leaves out a count of zero, and a summary's sum of zero; a histogram's sum may be unknown.
  const sum = point.sum ?? (kind === 'summary' ? 0 : undefined);
  const count: [string, number] = ['.count', Number(point.count ?? 0)];
  return sum === undefined ? [count] : [count, ['.sum', Number(sum)]];
}
