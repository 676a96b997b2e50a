import type { FieldFault } from '../../../platform/http/problems/problem.error.js';
import { DatedReading } from '../../ingest/dated-reading.js';
import { JsonPointer } from './json-pointer.js';
import { fixedPlaces, identityReader, metricsReader, qualityReader, timeOfMessage } from './message-parts.js';
import type { MessageTime } from './message-time.js';
import type { FoundMetric, MetricReader } from './metric-reader.js';
import { mappedMetrics, type SourceDocument, type ValueRange } from './source-document.js';

const METRICS = new JsonPointer('/metrics');

/** A message as telemetry.v1 wants it, still to be held against it. */
export interface MappedMessage {
  readonly item: object;
  /** Where each part of it was in the message, by JSON Pointers into telemetry.v1. */
  readonly places: ReadonlyMap<string, string>;
}

/** A time without fault; undefined: the time of arrival. */
type ReadTime = { readonly at: number | undefined } | { readonly ts: unknown };

/** A document made ready: it reads messages, and knows what is expected of them. */
export class SourceMapping {
  readonly expected: readonly string[];
  /** Seconds; undefined: never. */
  readonly staleAfter: number | undefined;
  private readonly ranges: ReadonlyMap<string, ValueRange | undefined>;
  private readonly twin: (message: object) => unknown;
  private readonly asset: (message: object) => unknown;
  private readonly time: (message: object) => MessageTime | undefined;
  private readonly metrics: MetricReader;
  private readonly quality: (message: object) => unknown;
  private readonly fixedPlaces: readonly (readonly [string, string])[];

  /** @param document one without faults */
  constructor(readonly document: SourceDocument) {
    const { twin, asset, quality } = document;
    const mapped = mappedMetrics(document);
    this.expected = quality?.expected ?? mapped.map(({ metric }) => metric);
    this.staleAfter = quality?.stale_after_s;
    this.ranges = new Map(mapped.map(({ metric, range }) => [metric, range]));
    this.twin = identityReader(twin);
    this.asset = identityReader(asset);
    this.time = timeOfMessage(document);
    this.metrics = metricsReader(document);
    this.quality = qualityReader(document);
    this.fixedPlaces = fixedPlaces(document);
  }

  rangeOf(metric: string): ValueRange | undefined {
    return this.ranges.get(metric);
  }

  /**
   * Reads a message, or a reading of a format that tells its time, which then holds where the document names none.
   * @returns what is wrong with its metrics and its time when anything is; the pointers lead into the message
   */
  read(given: unknown): MappedMessage | { readonly errors: readonly FieldFault[] } {
    const message = given instanceof DatedReading ? given.reading : given;
    if (typeof message !== 'object' || message === null || Array.isArray(message)) {
      return { errors: [{ pointer: '', code: 'type', message: 'must be an object' }] };
    }
    const time = this.time(message) ?? { at: given instanceof DatedReading ? given.at : undefined };
    const found = this.metrics(message);
    const errors = found.filter((one) => 'code' in one);
    if ('fault' in time) errors.push({ pointer: this.document.time?.from ?? '', ...time.fault });
    if (errors.length > 0 || 'fault' in time) return { errors };
    return this.mapped(
      message,
      found.filter((one) => 'value' in one),
      time,
    );
  }

  private mapped(message: object, found: FoundMetric[], time: ReadTime): MappedMessage {
    const metrics = Object.fromEntries(found.map(({ metric, value }) => [metric, value]));
    const reading = {
      twin_id: this.twin(message) as string,
      asset_id: this.asset(message) as string,
      metrics,
      quality: this.quality(message) as number,
    };
    const metricPlaces = found.map(({ metric, pointer }) => [METRICS.member(metric), pointer] as const);
    return {
      item: 'at' in time ? new DatedReading(reading, time.at) : { ...reading, ts: time.ts },
      places: new Map([...this.fixedPlaces, ...metricPlaces]),
    };
  }
}
