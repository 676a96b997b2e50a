import { JsonPointer } from './json-pointer.js';
import { timeReader, type MessageTime } from './message-time.js';
import { allNumbersReader, metricReader, missing, type MetricReader } from './metric-reader.js';
import { readNumber } from './number-in-text.js';
import type { Identity, SourceDocument } from './source-document.js';

/** Reads an id; whole numbers are ids too. */
export function identityReader({ from, value }: Identity): (message: object) => unknown {
  if (from === undefined) return () => value;
  const pointer = new JsonPointer(from);
  return (message) => {
    const raw = pointer.in(message) ?? undefined;
    return typeof raw === 'number' && Number.isSafeInteger(raw) ? String(raw) : raw;
  };
}

/** Reads the time: undefined where the document names none, or a message lacks one that is optional. */
export function timeOfMessage({
  time,
  numbers_in_text: text,
}: SourceDocument): (message: object) => MessageTime | undefined {
  if (!time) return () => undefined;
  const pointer = new JsonPointer(time.from);
  const read = timeReader(time, text?.decimal);
  return (message) => {
    const raw = pointer.in(message) ?? undefined;
    if (raw !== undefined) return read(raw);
    return time.optional ? undefined : { fault: missing(time.from) };
  };
}

/** Reads all metrics. */
export function metricsReader(document: SourceDocument): MetricReader {
  const { metrics, numbers_in_text: text } = document;
  if ('all_of' in metrics) {
    return allNumbersReader(metrics.all_of, text?.decimal, new Set(fixedPlaces(document).map(([, place]) => place)));
  }
  const readers = metrics.map((place) => metricReader(place, text?.decimal));
  return (message) => readers.flatMap((read) => read(message));
}

/** Reads the device's own judgement. */
export function qualityReader({ quality, numbers_in_text: text }: SourceDocument): (message: object) => unknown {
  if (quality?.from === undefined) return () => undefined;
  const pointer = new JsonPointer(quality.from);
  return (message) => readNumber(pointer.in(message) ?? undefined, text?.decimal);
}

/**
 * Where the parts of a reading are that have the same place in every message, by JSON Pointers into telemetry.v1. What
 * is constant or the arrival has none.
 */
export function fixedPlaces({ twin, asset, time, metrics, quality }: SourceDocument): [string, string][] {
  return [
    ['/twin_id', twin.from ?? ''],
    ['/asset_id', asset.from ?? ''],
    ['/ts', time?.from ?? ''],
    ['/metrics', 'all_of' in metrics ? metrics.all_of : ''],
    ['/quality', quality?.from ?? ''],
  ];
}
