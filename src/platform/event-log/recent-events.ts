import type { StoredEvent } from './event.js';

/** What a follower may ask of the events in memory. */
export interface EventWindow {
  /** The newest position that this process has read. */
  readonly head: number;
  /** The events after a position, oldest first; undefined when they begin before what is kept. */
  after(position: number, limit: number): StoredEvent[] | undefined;
}

/** The newest events of one tenant in memory, without gaps, up to a number and a size. */
export class RecentEvents implements EventWindow {
  private events: StoredEvent[] = [];
  private size = 0;

  /**
   * @param head position after which the events come
   * @param maxEvents most events that are kept
   * @param maxCharacters most characters of their bodies that are kept
   */
  constructor(
    public head: number,
    private readonly maxEvents = 4096,
    private readonly maxCharacters = 8_000_000,
  ) {}

  add(events: readonly StoredEvent[]): void {
    for (const event of events) {
      this.events.push(event);
      this.size += event.body.length;
      this.head = event.position;
    }
    if (this.events.length > this.maxEvents || this.size > this.maxCharacters) this.trim();
  }

  after(position: number, limit: number): StoredEvent[] | undefined {
    if (position >= this.head) return [];
    const skip = position - this.head + this.events.length;
    return skip < 0 ? undefined : this.events.slice(skip, skip + limit);
  }

  /** Drops the older half of what is over, so that trimming is rare. */
  private trim(): void {
    let drop = 0;
    while (
      drop < this.events.length - 1 &&
      (this.events.length - drop > this.maxEvents / 2 || this.size > this.maxCharacters / 2)
    ) {
      this.size -= this.events[drop]?.body.length ?? 0;
      drop += 1;
    }
    this.events = this.events.slice(drop);
  }
}
