import type { StoredEvent } from '../../platform/event-log/event.js';
import type { EventWindow } from '../../platform/event-log/recent-events.js';
import type { EventFilter } from '../feed/event-filter.js';
import { Audience } from './audience.js';
import { chunkOf } from './chunk.js';
import { STREAM_LIMITS } from './stream-limits.js';
import type { Subscriber } from './subscriber.js';

export interface ChannelParts {
  /** The newest events, in memory. */
  readonly window: EventWindow;
  /** Reads older ones from the log. @throws when the next one is no longer kept, or the log cannot be read */
  readonly read: (position: number, limit: number) => Promise<readonly StoredEvent[]>;
  /** Has `deliver` called soon. */
  readonly ask: () => void;
  /** Takes a subscriber for whom reading failed. */
  readonly fail: (subscriber: Subscriber, error: unknown) => void;
}

/**
 * Brings one tenant's events to its subscribers. Each has its own position and gets what comes after it while its
 * connection has room: so replay, the hand-over to live events, and a client that has become slow are all the same thing.
 */
export class Channel {
  private readonly audiences = new Map<string, Audience>();
  /** Events after a position, for all audiences of one delivery. */
  private readonly stretches = new Map<number, readonly StoredEvent[] | undefined>();

  constructor(private readonly parts: ChannelParts) {}

  /** Begins to bring events to a subscriber. Returns how to stop. */
  join(subscriber: Subscriber, filter: EventFilter): () => void {
    const audience = this.audiences.get(filter.key) ?? new Audience(filter);
    this.audiences.set(filter.key, audience);
    audience.members += 1;
    subscriber.outlet.onDrain(() => {
      if (subscriber.state === 'full') this.admit(subscriber, audience);
    });
    this.admit(subscriber, audience);
    return () => {
      audience.set(subscriber, 'gone');
      audience.members -= 1;
      if (audience.members === 0) this.audiences.delete(filter.key);
    };
  }

  /** Writes what is new to everyone who is ready. */
  deliver(): void {
    const now = performance.now();
    for (const audience of this.audiences.values()) {
      for (const subscriber of audience.ready) this.forward(subscriber, audience, now);
      audience.forget();
    }
    this.stretches.clear();
  }

  private admit(subscriber: Subscriber, audience: Audience): void {
    audience.set(subscriber, 'ready');
    this.parts.ask();
  }

  private forward(subscriber: Subscriber, audience: Audience, now: number): void {
    while (subscriber.position < this.parts.window.head) {
      if (!subscriber.hasRoom) {
        audience.set(subscriber, 'full');
        return;
      }
      const chunk = audience.chunk(subscriber.position, this.stretch);
      if (!chunk) {
        void this.catchUp(subscriber, audience);
        return;
      }
      subscriber.send(chunk, now);
    }
  }

  private readonly stretch = (position: number): readonly StoredEvent[] | undefined => {
    if (!this.stretches.has(position)) {
      this.stretches.set(position, this.parts.window.after(position, STREAM_LIMITS.maxWriteEvents));
    }
    return this.stretches.get(position);
  };

  /** Takes a subscriber on by a page of the log. What it has no room for is read again later rather than kept. */
  private async catchUp(subscriber: Subscriber, audience: Audience): Promise<void> {
    audience.set(subscriber, 'reading');
    try {
      const events = await this.parts.read(subscriber.position, subscriber.page);
      if (subscriber.state !== 'reading') return;
      sendPage(subscriber, audience.filter, events);
      this.admit(subscriber, audience);
    } catch (error) {
      if (subscriber.state === 'reading') this.parts.fail(subscriber, error);
    }
  }
}

function sendPage(subscriber: Subscriber, filter: EventFilter, events: readonly StoredEvent[]): void {
  const now = performance.now();
  let rest = events;
  while (rest.length > 0 && subscriber.hasRoom) {
    const chunk = chunkOf(rest, filter);
    subscriber.send(chunk, now);
    rest = rest.filter(({ position }) => position > chunk.until);
  }
  const wanted = rest.length === 0 ? subscriber.page * 2 : events.length - rest.length;
  subscriber.page = Math.min(Math.max(wanted, STREAM_LIMITS.smallestPage), STREAM_LIMITS.largestPage);
}
