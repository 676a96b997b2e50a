import { Backoff } from '../client/backoff.js';
import { systemClock, type Clock } from '../client/clock.js';
import { connectionFault } from '../client/connection-fault.js';
import { EventConnection } from './event-connection.js';
import type { FollowOptions } from './follow-options.js';
import type { OpsTwinEvent } from './opstwin-event.js';
import { PassingFault } from './stream-fault.js';

/** A quiet connection that lasted this long was a good one. */
const STEADY_MS = 30_000;

/**
 * The events of the log after a cursor, one after another and without end: after any drop it connects again and goes
 * on behind the last event that was taken from it, so that none is missed and none comes twice. It ends when the
 * signal aborts. Throws a UserError when the server refuses for good: 401, 403, a cursor that is malformed, expired
 * (410) or ahead of the log.
 */
export async function* followEvents(options: FollowOptions, clock: Clock = systemClock): AsyncGenerator<OpsTwinEvent> {
  const signal = options.signal ?? new AbortController().signal;
  const backoff = new Backoff();
  let position: string | undefined;
  while (!signal.aborted) {
    const connection = new EventConnection(options, signal);
    const begun = clock.now();
    let fault: unknown;
    try {
      for await (const message of connection.messages(position)) {
        if (message.kind === 'hello') {
          options.onConnected?.(message.cursor ?? position ?? options.since, position !== undefined);
          // From here on a drop loses nothing, even before the first event.
          position = message.cursor ?? position;
        } else {
          position = message.cursor;
          backoff.reset();
          yield message.event;
        }
      }
    } catch (error) {
      fault = error;
    }
    if (isAborted(signal)) return;
    const reason = reasonToRetry(fault);
    if (reason === undefined) throw fault;
    // A greeting alone does not count: a proxy that hangs up after it would be called twice a second without end.
    if (clock.now() - begun >= STEADY_MS) backoff.reset();
    const wait = backoff.next(fault instanceof PassingFault ? fault.retryAfterMs : connection.retryMs);
    options.onLost?.(reason, wait);
    await clock.sleep(wait, signal).catch(() => undefined);
  }
}

/** Asked anew after each wait, in which the answer may have changed. */
function isAborted(signal: AbortSignal): boolean {
  return signal.aborted;
}

/** Why another attempt may go better; undefined when it will not. A stream that just ends is a drop as well. */
function reasonToRetry(fault: unknown): string | undefined {
  if (fault === undefined) return 'the server ended the stream';
  return fault instanceof PassingFault ? fault.message : connectionFault(fault);
}
