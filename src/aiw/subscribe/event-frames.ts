import type { StoredEvent } from '../../platform/event-log/event.js';
import { eventFrame } from './sse-frames.js';

const frames = new WeakMap<StoredEvent, Buffer>();

/** The bytes of an event's frame, made once for all streams of the process; they go when the event goes from memory. */
export function eventBytes(event: StoredEvent): Buffer {
  let frame = frames.get(event);
  if (!frame) frames.set(event, (frame = Buffer.from(eventFrame(event))));
  return frame;
}
