/**
 * Which cursor a stream goes on from: `Last-Event-ID`, which a reconnecting client sends by itself, beats `since`, which
 * is still in the URL that it first used. An empty header is none (HTML Standard, 9.2.3).
 */
export function startCursor(lastEventId: string | undefined, since: string | undefined): string | undefined {
  return lastEventId === undefined || lastEventId === '' ? since : lastEventId;
}
