import type { StoredEvent } from '../../platform/event-log/event.js';
import type { EventFilter } from '../feed/event-filter.js';
import { chunkOf, type Chunk } from './chunk.js';
import type { Subscriber, SubscriberState } from './subscriber.js';

/** The subscribers who get the same events. What goes out to those of them at the same position is made once. */
export class Audience {
  readonly ready = new Set<Subscriber>();
  members = 0;
  private readonly chunks = new Map<number, Chunk>();

  constructor(readonly filter: EventFilter) {}

  set(subscriber: Subscriber, state: SubscriberState): void {
    subscriber.state = state;
    if (state === 'ready') this.ready.add(subscriber);
    else this.ready.delete(subscriber);
  }

  /** What to write to those after a position. @param read the events there; undefined when they are not at hand */
  chunk(position: number, read: (position: number) => readonly StoredEvent[] | undefined): Chunk | undefined {
    const known = this.chunks.get(position);
    if (known) return known;
    const events = read(position);
    if (!events) return undefined;
    const chunk = chunkOf(events, this.filter);
    this.chunks.set(position, chunk);
    return chunk;
  }

  /** Lets go of what was made for one delivery. */
  forget(): void {
    this.chunks.clear();
  }
}
