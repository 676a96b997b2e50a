import { Injectable } from '@nestjs/common';
import { cursorExpired, refuseAhead, requirePosition } from '../../platform/event-log/cursor.js';
import { EventLog, type LogHead } from '../../platform/event-log/event-log.js';
import type { StoredEvent } from '../../platform/event-log/event.js';
import { LogTailer } from '../../platform/event-log/log-tailer.js';
import type { EventWindow } from '../../platform/event-log/recent-events.js';

/** Where a reader begins, and the log's head at that moment. */
export interface FeedStart {
  readonly position: number;
  readonly head: LogHead;
}

/** The log as those outside follow it: from a cursor on, in order, and never silently over a gap. */
@Injectable()
export class EventFeed {
  constructor(
    private readonly log: EventLog,
    private readonly tailer: LogTailer,
  ) {}

  /**
   * Checks a cursor against the log itself, which may be ahead of what this process has read.
   * @param otherwise where a reader without a cursor begins
   * @throws ProblemError 400, 409 or 410 for a cursor that is malformed, ahead of the log, or no longer kept
   */
  async start(tenant: string, cursor: string | undefined, otherwise: 'oldest' | 'head'): Promise<FeedStart> {
    const given = cursor === undefined ? undefined : requirePosition(cursor);
    const head = await this.log.head(tenant);
    if (given === undefined) {
      return { position: otherwise === 'head' ? head.position : await this.beforeOldest(tenant, head.position), head };
    }
    refuseAhead(given, head.position);
    // What was dropped may still be in the memory of this process, and not of another.
    if (given < head.dropped) throw cursorExpired(head.dropped);
    await this.read(tenant, given, 1, head.position);
    return { position: given, head };
  }

  /**
   * Up to `limit` events after a position; none when it is the newest that this process knows of.
   * @param head a position that the log is known to have reached
   * @throws ProblemError 410 when the next event is no longer kept
   */
  async read(tenant: string, position: number, limit: number, head = 0): Promise<StoredEvent[]> {
    let events = await this.tailer.read(tenant, position, limit);
    if (events.length === 0 && position < head) events = await this.log.read(tenant, position, limit);
    const next = events[0]?.position;
    if (next === position + 1 || (next === undefined && position >= head)) return events;
    throw cursorExpired(await this.beforeOldest(tenant, head));
  }

  /** The newest position that this process has read. */
  head(tenant: string): Promise<number> {
    return this.tailer.head(tenant);
  }

  /** The newest events, as they are in memory at each moment. */
  window(tenant: string): Promise<EventWindow> {
    return this.tailer.window(tenant);
  }

  /** Calls the follower whenever there may be more to read. Returns how to stop. */
  follow(tenant: string, follower: () => void): Promise<() => void> {
    return this.tailer.follow(tenant, follower);
  }

  /** The position after which everything is kept. */
  private async beforeOldest(tenant: string, head: number): Promise<number> {
    const oldest = await this.log.oldest(tenant);
    return oldest === undefined ? head : oldest - 1;
  }
}
