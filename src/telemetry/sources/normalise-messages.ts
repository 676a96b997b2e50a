import type { TwinScope } from '../../platform/http/access/twin-scope.js';
import { normalise } from '../ingest/normaliser.js';
import { rejection, type ReadingRejection } from '../ingest/reading-rejection.js';
import { Unreadable } from '../ingest/unreadable.js';
import { judge, type JudgedReading } from './domain/judged-reading.js';
import type { MappedMessage, SourceMapping } from './domain/source-mapping.js';

export interface NormalisedMessages {
  readonly judged: readonly JudgedReading[];
  /** Their pointers lead into the messages. */
  readonly rejected: readonly ReadingRejection[];
}

interface PlacedMessage extends MappedMessage {
  readonly index: number;
}

/**
 * What the messages of one submission become by a source: they are mapped, held against telemetry.v1 and the sender's
 * twins like any reading, and judged.
 * @param now their arrival, in milliseconds since 1970
 */
export function normaliseMessages(
  messages: readonly unknown[],
  mapping: SourceMapping,
  scope: TwinScope,
  now: number,
): NormalisedMessages {
  const mapped: PlacedMessage[] = [];
  const rejected: ReadingRejection[] = [];
  messages.forEach((message, index) => {
    const read =
      message instanceof Unreadable ? { item: message, places: new Map<string, string>() } : mapping.read(message);
    if ('errors' in read) rejected.push(rejection(index, read.errors));
    else mapped.push({ ...read, index });
  });
  const normalised = normalise(
    mapped.map(({ item }) => item),
    scope,
    now,
  );
  const readings = normalised.readings.map((reading) => ({ ...reading, index: indexOf(mapped, reading.index) }));
  const refused = normalised.rejected.map((one) => relocated(one, mapped[one.index]));
  return {
    judged: judge(readings, mapping, now),
    rejected: [...rejected, ...refused].sort((a, b) => a.index - b.index),
  };
}

function indexOf(mapped: readonly PlacedMessage[], place: number): number {
  return mapped[place]?.index ?? place;
}

/** A rejection by telemetry.v1 in the words of the message. */
function relocated({ index, errors }: ReadingRejection, message: PlacedMessage | undefined): ReadingRejection {
  const told = errors.map((fault) => ({ ...fault, pointer: message?.places.get(fault.pointer) ?? '' }));
  return { index: message?.index ?? index, errors: told };
}
