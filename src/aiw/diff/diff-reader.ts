import { Injectable } from '@nestjs/common';
import type { StoredEvent } from '../../platform/event-log/event.js';
import { EventFeed } from '../feed/event-feed.js';
import type { EventFilter } from '../feed/event-filter.js';
import { DIFF_LIMITS } from './diff-limits.js';
import type { DiffPage } from './diff-page.js';
import { FilteredLog } from './filtered-log.js';

/** Events that are taken from memory at once. */
const READ = 1000;

/** A part of a page: how far it looked, the chain hash there, and what it found. */
type Stretch = Pick<DiffPage, 'until' | 'hash' | 'events'>;

/** Reads pages of changes. */
@Injectable()
export class DiffReader {
  constructor(
    private readonly feed: EventFeed,
    private readonly log: FilteredLog,
  ) {}

  /**
   * Looks on where the page ends, until it has `limit` events, has reached the head, or has looked at as many events as
   * one look may. However it ends, the page says how far it looked.
   * @throws ProblemError 410 when the next event is no longer kept
   */
  async extend(tenant: string, page: DiffPage, filter: EventFilter, limit: number): Promise<DiffPage> {
    const head = Math.max(page.head, await this.feed.head(tenant));
    const end = Math.min(head, page.until + DIFF_LIMITS.maxScanned);
    const events = [...page.events];
    let { until, hash } = page;
    while (until < end && events.length < limit) {
      const stretch = await this.stretch(tenant, until, end, filter, limit - events.length);
      ({ until, hash } = stretch);
      events.push(...stretch.events);
    }
    return { since: page.since, until, hash, head, events };
  }

  /** What is in memory is filtered there; what is not, by the database. */
  private async stretch(
    tenant: string,
    after: number,
    end: number,
    filter: EventFilter,
    limit: number,
  ): Promise<Stretch> {
    const recent = (await this.feed.window(tenant)).after(after, Math.min(READ, end - after));
    const passing = recent && filtered(recent, filter, limit);
    if (passing) return passing;
    const events = await this.log.read(tenant, after, end, filter.bounds, limit);
    const full = events.length === limit ? events.at(-1) : undefined;
    const { position, hash } = full ?? (await this.eventAt(tenant, end));
    // Asked after reading: if the first event of the stretch is still kept, all of them were.
    await this.eventAt(tenant, after + 1);
    return { until: position, hash, events };
  }

  /** @throws ProblemError 410 when the event is no longer kept */
  private async eventAt(tenant: string, position: number): Promise<StoredEvent> {
    const [event] = await this.feed.read(tenant, position - 1, 1, position);
    if (!event) throw new Error(`The log of ${tenant} has no event at ${position}`);
    return event;
  }
}

/** Those that pass, up to a number of them; undefined when there are none to look at. */
function filtered(recent: readonly StoredEvent[], filter: EventFilter, limit: number): Stretch | undefined {
  const events: StoredEvent[] = [];
  let last: StoredEvent | undefined;
  for (last of recent) {
    if (filter.passes(last) && events.push(last) === limit) break;
  }
  return last && { until: last.position, hash: last.hash, events };
}
