import type { FieldFault } from '../../../platform/http/problems/problem.error.js';
import { LocalTimes } from './local-time.js';
import { mappedMetrics, type MetricPlace, type SourceDocument, type TimePlace } from './source-document.js';
import { isSameKind, isUnit } from './unit-conversion.js';

/** What is wrong with a document that fits source.v1: units, zones, names that repeat or are expected in vain. */
export function sourceFaults(document: SourceDocument): FieldFault[] {
  const metrics = mappedMetrics(document);
  return [
    ...(document.time ? zoneFaults(document.time) : []),
    ...metrics.flatMap((metric, i) => [
      ...unitFaults(`/metrics/${i}`, metric),
      ...rangeFaults(`/metrics/${i}`, metric),
    ]),
    ...repeatedNames(metrics),
    ...expectedInVain(document),
  ];
}

function zoneFaults({ format, zone }: TimePlace): FieldFault[] {
  const pointer = '/time/zone';
  if (format !== 'local') {
    return zone === undefined ? [] : [{ pointer, code: 'unused', message: 'is for the format local only' }];
  }
  if (zone === undefined) return [{ pointer, code: 'required', message: 'must be there for the format local' }];
  try {
    new LocalTimes(zone);
    return [];
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return [{ pointer, code: 'unknown-zone', message: `${zone} is no zone of the IANA time zone database` }];
  }
}

function unitFaults(pointer: string, { unit, store_unit: storeUnit }: MetricPlace): FieldFault[] {
  const units = { unit, store_unit: storeUnit };
  const unknown = Object.entries(units).filter(([, text]) => text !== undefined && !isUnit(text));
  if (unknown.length > 0) {
    return unknown.map(([member, text]) => {
      return {
        pointer: `${pointer}/${member}`,
        code: 'unknown-unit',
        message: `${text ?? ''} is no unit that is known`,
      };
    });
  }
  if (storeUnit === undefined) return [];
  if (unit === undefined) {
    return [{ pointer: `${pointer}/unit`, code: 'required', message: 'must be there to convert from' }];
  }
  if (isSameKind(unit, storeUnit)) return [];
  const message = `${storeUnit} is of another kind than ${unit}`;
  return [{ pointer: `${pointer}/store_unit`, code: 'unit-kind', message }];
}

function rangeFaults(pointer: string, { range: { min = -Infinity, max = Infinity } = {} }: MetricPlace): FieldFault[] {
  if (min <= max) return [];
  return [{ pointer: `${pointer}/range`, code: 'order', message: 'min must be at most max' }];
}

function repeatedNames(metrics: readonly MetricPlace[]): FieldFault[] {
  const seen = new Set<string>();
  return metrics.flatMap(({ metric }, i) => {
    if (!seen.has(metric)) {
      seen.add(metric);
      return [];
    }
    return [{ pointer: `/metrics/${i}/metric`, code: 'unique', message: `${metric} is mapped already` }];
  });
}

function expectedInVain(document: SourceDocument): FieldFault[] {
  if ('all_of' in document.metrics) return [];
  const mapped = new Set(document.metrics.map(({ metric }) => metric));
  return (document.quality?.expected ?? []).flatMap((metric, i) => {
    if (mapped.has(metric)) return [];
    return [{ pointer: `/quality/expected/${i}`, code: 'unknown-metric', message: `${metric} is mapped from nowhere` }];
  });
}
