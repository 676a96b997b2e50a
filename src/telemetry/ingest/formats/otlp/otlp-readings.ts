import { DatedReading } from '../../dated-reading.js';
import { TimestampFault } from '../../timestamp.js';
import { Unreadable } from '../../unreadable.js';
import { epochMilliseconds } from '../epoch.js';
import { POINT_KINDS, type DataPoint, type OtlpRequest, type PointKind } from './otlp-request.js';
import { pointFaults } from './otlp-schema.js';
import { attributesOf, placeOf, seriesSuffix, type Attributes } from './otlp-series.js';
import { valuesOf } from './otlp-values.js';

const NANOSECONDS = 6;

/** A data point as a reading, and where it is in the request (JSON pointer). */
export interface OtlpReading {
  readonly pointer: string;
  readonly item: DatedReading | Unreadable;
}

/** The data points of a request that has no `requestFaults`. One that says that it has no value brings nothing. */
export function* otlpReadings({ resourceMetrics = [] }: OtlpRequest): Generator<OtlpReading, void> {
  for (const [r, { resource, scopeMetrics = [] }] of resourceMetrics.entries()) {
    const attributes = attributesOf(resource?.attributes);
    for (const [s, { metrics = [] }] of scopeMetrics.entries()) {
      for (const [m, metric] of metrics.entries()) {
        for (const kind of POINT_KINDS) {
          for (const [p, point] of (metric[kind]?.dataPoints ?? []).entries()) {
            const item = reading(metric.name ?? '', kind, point, attributes);
            const pointer = `/resourceMetrics/${r}/scopeMetrics/${s}/metrics/${m}/${kind}/dataPoints/${p}`;
            if (item) yield { pointer, item };
          }
        }
      }
    }
  }
}

function reading(name: string, kind: PointKind, given: unknown, resource: Attributes): OtlpReading['item'] | undefined {
  const [fault] = pointFaults(given);
  if (fault) return new Unreadable(fault.code, `${fault.pointer} ${fault.message}`.trim());
  const point = given as DataPoint;
  const values = valuesOf(kind, point);
  if (!values) return new Unreadable('required', 'must have asDouble or asInt');
  if (values.length === 0) return undefined;
  const at = instantOf(point.timeUnixNano);
  if (at instanceof TimestampFault) return new Unreadable(at.code, `/timeUnixNano ${at.message}`);
  const attributes = attributesOf(point.attributes);
  const series = seriesSuffix(attributes);
  const metrics = Object.fromEntries(values.map(([suffix, value]) => [`${name}${suffix}${series}`, value]));
  return new DatedReading({ ...placeOf(resource, attributes), metrics }, at);
}

/** Zero stands for an unknown time. A number was rounded to a double on its way already. */
function instantOf(nanoseconds: string | number = 0): number | undefined | TimestampFault {
  if (Number(nanoseconds) === 0) return undefined;
  return epochMilliseconds(BigInt(nanoseconds).toString(), NANOSECONDS) ?? TimestampFault.OUT_OF_RANGE;
}
