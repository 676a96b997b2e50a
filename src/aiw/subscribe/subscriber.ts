import type { Chunk } from './chunk.js';
import type { Outlet } from './outlet.js';
import { commentFrame, heartbeatFrame } from './sse-frames.js';
import { STREAM_LIMITS } from './stream-limits.js';
import { STREAM_TIMES, type StreamTimes } from './stream-times.js';

/**
 * `ready` gets new events as they come; `full` waits for its connection to take what it has; `reading` waits for a page
 * of the log; `gone` has left.
 */
export type SubscriberState = 'ready' | 'full' | 'reading' | 'gone';

/** One client: where it stands in the log, and what it was told last. */
export class Subscriber {
  state: SubscriberState = 'ready';
  /** The last position that was looked at for it. */
  position: number;
  /** Events to read for it at once when it is behind what is in memory. */
  page: number = STREAM_LIMITS.firstPage;
  /** The last position that it was told. */
  private told: number;
  private spokeAt = performance.now();

  /**
   * @param position the position after which it begins
   * @param holds whether its credential is still good, asked each second
   */
  constructor(
    readonly outlet: Outlet,
    position: number,
    private readonly holds: () => boolean,
    private readonly times: StreamTimes = STREAM_TIMES,
  ) {
    this.position = this.told = position;
  }

  get hasRoom(): boolean {
    return this.outlet.unsent < STREAM_LIMITS.maxUnsentBytes;
  }

  /** @param now of the monotonic clock, in milliseconds */
  send({ until, last, bytes }: Chunk, now: number): void {
    this.position = until;
    if (!bytes || !this.outlet.open) return;
    this.outlet.write(bytes);
    this.told = last ?? this.told;
    this.spokeAt = now;
  }

  /** Does what time asks for. @param now of the monotonic clock, in milliseconds */
  tick(now: number): void {
    if (!this.holds()) this.end('the credential has ended');
    else if (now - this.spokeAt >= this.times.heartbeatMs) this.heartbeat(now);
  }

  end(words: string): void {
    if (this.outlet.open) this.outlet.end(commentFrame(words));
  }

  /** Not while something waits for the client: a client that does not read would collect them. */
  private heartbeat(now: number): void {
    if (!this.outlet.open || this.outlet.unsent > 0) return;
    this.outlet.write(Buffer.from(heartbeatFrame(this.position > this.told ? this.position : undefined)));
    this.told = this.position;
    this.spokeAt = now;
  }
}
