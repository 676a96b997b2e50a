import { cursorAt } from '../../platform/event-log/cursor.js';
import type { StoredEvent } from '../../platform/event-log/event.js';
import { wireEvent } from '../../platform/event-log/wire-event.js';
import type { FeedStart } from '../feed/event-feed.js';
import type { DiffDto } from './diff.dto.js';

/** A stretch of the log, and those of its events that the reader gets. */
export interface DiffPage {
  /** The position that the stretch begins after. */
  readonly since: number;
  /** The last position of the stretch, and the chain hash there (on a page that has not looked yet, at the head). */
  readonly until: number;
  readonly hash: string;
  /** The newest position of the log. */
  readonly head: number;
  readonly events: readonly StoredEvent[];
}

/** The page that has not looked at anything yet. */
export function pageAt({ position, head }: FeedStart): DiffPage {
  return { since: position, until: position, hash: head.hash, head: head.position, events: [] };
}

/** Whether the log goes on after the page. */
export function hasMore({ until, head }: DiffPage): boolean {
  return until < head;
}

/** Where the page after this one is, by the same choice of events. */
export function nextPath({ until }: DiffPage, { limit, twin_id, types }: DiffDto): string {
  const query = new URLSearchParams({ since: cursorAt(until), limit: String(limit) });
  if (twin_id !== undefined) query.set('twin_id', twin_id);
  if (types) query.set('types', types.join(','));
  return `/diff?${query.toString()}`;
}

/** The answer's JSON text, around the events as they are stored. */
export function diffText(page: DiffPage): string {
  const { since, until, hash, head, events } = page;
  return (
    `{"since":"${cursorAt(since)}","next_cursor":"${cursorAt(until)}","has_more":${hasMore(page)},` +
    `"head":"${cursorAt(head)}","hash":"${hash}","events":[${events.map(wireEvent).join(',')}]}`
  );
}
