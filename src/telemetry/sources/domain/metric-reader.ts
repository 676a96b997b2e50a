import type { FieldFault } from '../../../platform/http/problems/problem.error.js';
import { JsonPointer } from './json-pointer.js';
import { readNumber } from './number-in-text.js';
import type { DecimalMark, MetricPlace } from './source-document.js';
import { unitConversion } from './unit-conversion.js';

/** A value of a message under the name that it is stored by, and where it was. */
export interface FoundMetric {
  readonly metric: string;
  readonly value: number;
  readonly pointer: string;
}

/** The metrics of a message, and what is wrong with others; one that is absent and need not be there is neither. */
export type MetricReader = (message: object) => (FoundMetric | FieldFault)[];

/** Reads one metric at its place. */
export function metricReader(place: MetricPlace, decimal: DecimalMark | undefined): MetricReader {
  const { metric, from, required = false } = place;
  const pointer = new JsonPointer(from);
  const stored = storedValue(place);
  return (message) => {
    const raw = pointer.in(message) ?? undefined;
    if (raw === undefined) return required ? [missing(from)] : [];
    const number = readNumber(raw, decimal);
    if (typeof number !== 'number') return [{ pointer: from, code: 'type', message: 'must be a number' }];
    return [{ metric, value: stored(number), pointer: from }];
  };
}

/**
 * Reads all members of an object that are numbers.
 * @param except places of members that are something else
 */
export function allNumbersReader(
  allOf: string,
  decimal: DecimalMark | undefined,
  except: ReadonlySet<string>,
): MetricReader {
  const pointer = new JsonPointer(allOf);
  return (message) => {
    const found = pointer.in(message) ?? undefined;
    if (found === undefined) return [missing(allOf)];
    if (typeof found !== 'object' || Array.isArray(found)) {
      return [{ pointer: allOf, code: 'type', message: 'must be an object' }];
    }
    return Object.entries(found).flatMap(([metric, raw]) => {
      const value = readNumber(raw, decimal);
      const place = pointer.member(metric);
      return typeof value === 'number' && !except.has(place) ? [{ metric, value, pointer: place }] : [];
    });
  };
}

export function missing(pointer: string): FieldFault {
  return { pointer, code: 'required', message: 'must be there' };
}

/** What is stored of a value as sent: scaled, shifted, then converted. */
function storedValue({ scale = 1, offset = 0, unit, store_unit: storeUnit }: MetricPlace): (value: number) => number {
  if (unit === undefined || storeUnit === undefined) return (value) => value * scale + offset;
  const convert = unitConversion(unit, storeUnit);
  return (value) => convert(value * scale + offset);
}
