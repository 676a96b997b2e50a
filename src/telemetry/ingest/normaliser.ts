import type { TwinScope } from '../../platform/http/access/twin-scope.js';
import type { FieldFault } from '../../platform/http/problems/problem.error.js';
import { readSchema } from '../../platform/schemas/schema-files.js';
import { schemaValidator } from '../../platform/schemas/schema-validator.js';
import { DatedReading } from './dated-reading.js';
import { rejection, type ReadingRejection } from './reading-rejection.js';
import type { Reading, WireReading } from './reading.js';
import { instantOf } from './timestamp.js';
import { Unreadable } from './unreadable.js';

/** Code of the fault of a reading whose twin the sender may not write to. */
export const OUT_OF_SCOPE = 'out-of-scope';

export interface Normalised {
  readonly readings: readonly Reading[];
  readonly rejected: readonly ReadingRejection[];
  /** What is stored of the readings where their samples differ in quality: each in parts of one quality. */
  readonly parts?: readonly Reading[];
}

const faultsOf = schemaValidator(readSchema('telemetry.v1'));

/**
 * Validates what a request brings and gives each reading the form that the store takes.
 * @param now the time of readings without one, in milliseconds since 1970
 */
export function normalise(items: readonly unknown[], scope: TwinScope, now: number): Normalised {
  const readings: Reading[] = [];
  const rejected: ReadingRejection[] = [];
  items.forEach((item, index) => {
    const taken = normaliseOne(item, index, scope, now);
    if ('errors' in taken) rejected.push(taken);
    else readings.push(taken);
  });
  return { readings, rejected };
}

function normaliseOne(item: unknown, index: number, scope: TwinScope, now: number): Reading | ReadingRejection {
  if (item instanceof Unreadable) return rejection(index, [fault('', item.code, item.message)]);
  const dated = item instanceof DatedReading ? item : undefined;
  const wire = dated ? dated.reading : item;
  const faults = faultsOf(wire);
  if (faults.length > 0) return rejection(index, faults);
  const { twin_id, asset_id, ts, metrics, quality, event_id } = wire as WireReading;
  const at = ts === undefined ? (dated?.at ?? now) : instantOf(ts);
  if (typeof at !== 'number') return rejection(index, [fault('/ts', at.code, at.message)]);
  if (!scope.allows(twin_id))
    return rejection(index, [fault('/twin_id', OUT_OF_SCOPE, 'The token is for other twins')]);
  return {
    index,
    twinId: twin_id,
    assetId: asset_id,
    at,
    metrics: Object.entries(metrics),
    quality: quality ?? 1,
    eventId: event_id,
  };
}

function fault(pointer: string, code: string, message: string): FieldFault {
  return { pointer, code, message };
}
