import { cursorAt } from '../../platform/event-log/cursor.js';
import { CLOUDEVENTS_BATCH, cloudEvent } from '../cloudevents/cloud-event.js';
import { diffText, hasMore, type DiffPage } from './diff-page.js';

/** The media types of `/diff`, the usual one first. */
export const DIFF_TYPES = ['application/json', CLOUDEVENTS_BATCH] as const;
export type DiffType = (typeof DIFF_TYPES)[number];

export interface DiffAnswer {
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
}

/**
 * A page as it is sent. A batch of CloudEvents has no place around its events, so what a page says besides them is in
 * headers there.
 * @param next where the page after this one is
 */
export function diffAnswer(page: DiffPage, type: DiffType, next: string): DiffAnswer {
  const headers = {
    'content-type': `${type}; charset=utf-8`,
    'cache-control': 'no-store',
    vary: 'Accept',
    ...(hasMore(page) ? { link: `<${next}>; rel="next"` } : {}),
  };
  if (type === 'application/json') return { headers, text: diffText(page) };
  const text = `[${page.events.map((event) => JSON.stringify(cloudEvent(event))).join(',')}]`;
  return { headers: { ...headers, ...placeHeaders(page) }, text };
}

function placeHeaders(page: DiffPage): Record<string, string> {
  return {
    'opstwin-since': cursorAt(page.since),
    'opstwin-next-cursor': cursorAt(page.until),
    'opstwin-has-more': String(hasMore(page)),
    'opstwin-head': cursorAt(page.head),
    'opstwin-hash': page.hash,
  };
}
