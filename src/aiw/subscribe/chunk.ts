import type { StoredEvent } from '../../platform/event-log/event.js';
import type { EventFilter } from '../feed/event-filter.js';
import { eventBytes } from './event-frames.js';
import { STREAM_LIMITS } from './stream-limits.js';

/** What is written at once to everyone who stands at the same position and gets the same events. */
export interface Chunk {
  /** The last position that was looked at. */
  readonly until: number;
  /** The position of the last event in it; undefined when no event passed the filter. */
  readonly last: number | undefined;
  readonly bytes: Buffer | undefined;
}

/** The frames of those events that pass, from the first on, up to the size of one write. */
export function chunkOf(
  events: readonly StoredEvent[],
  filter: EventFilter,
  maxBytes = STREAM_LIMITS.maxWriteBytes,
): Chunk {
  const frames: Buffer[] = [];
  let size = 0;
  let until = 0;
  let last: number | undefined;
  for (const event of events) {
    if (filter.passes(event)) {
      const frame = eventBytes(event);
      if (frames.length > 0 && size + frame.length > maxBytes) break;
      frames.push(frame);
      size += frame.length;
      last = event.position;
    }
    until = event.position;
  }
  return { until, last, bytes: frames.length > 1 ? Buffer.concat(frames, size) : frames[0] };
}
