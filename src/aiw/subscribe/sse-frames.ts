import { cursorAt } from '../../platform/event-log/cursor.js';
import type { StoredEvent } from '../../platform/event-log/event.js';
import { wireEvent } from '../../platform/event-log/wire-event.js';

/** Frames of `text/event-stream` (HTML Standard, 9.2). JSON text has no line breaks, so one `data:` line holds it. */
export function eventFrame(event: StoredEvent): string {
  return `id: ${cursorAt(event.position)}\nevent: ${event.type}\ndata: ${wireEvent(event)}\n\n`;
}

/** The first frame: how long to wait before coming again, and where the stream starts. */
export function helloFrame(position: number, head: number, retryMs: number): string {
  const cursor = cursorAt(position);
  return `retry: ${retryMs}\nid: ${cursor}\nevent: hello\ndata: {"cursor":"${cursor}","head":"${cursorAt(head)}"}\n\n`;
}

/** A sign of life. With a position it also moves where the client would go on, past events that it does not get. */
export function heartbeatFrame(position?: number): string {
  return position === undefined ? ':\n\n' : `:\nid: ${cursorAt(position)}\n\n`;
}

export function commentFrame(words: string): string {
  return `: ${words}\n\n`;
}
