import { Injectable, type OnModuleInit } from '@nestjs/common';
import { ShutdownSequence } from '../../platform/lifecycle/shutdown-sequence.js';
import { EventFeed } from '../feed/event-feed.js';
import { Wakeup } from '../feed/wakeup.js';

/** Requests that wait for the log to grow. Shutting down ends them all at once. */
@Injectable()
export class LongPolls implements OnModuleInit {
  private readonly waiting = new Set<Wakeup>();

  constructor(
    private readonly feed: EventFeed,
    private readonly shutdown: ShutdownSequence,
  ) {}

  onModuleInit(): void {
    this.shutdown.on('intake', 'the long polls', () => {
      for (const wakeup of this.waiting) wakeup.ring();
    });
  }

  /**
   * Looks whenever the log has grown, until there is something, the time is over, the caller has gone, or the server
   * shuts down.
   * @param ms longest time to wait
   * @param look whether there is something now
   */
  async wait(tenant: string, ms: number, gone: AbortSignal, look: () => Promise<boolean>): Promise<void> {
    const end = performance.now() + ms;
    const wakeup = new Wakeup();
    const ring = (): void => {
      wakeup.ring();
    };
    gone.addEventListener('abort', ring);
    this.waiting.add(wakeup);
    const unfollow = await this.feed.follow(tenant, ring);
    try {
      while (!gone.aborted && !this.shutdown.stopping && !(await look())) {
        const left = end - performance.now();
        if (left <= 0) return;
        await wakeup.next(left);
      }
    } finally {
      unfollow();
      this.waiting.delete(wakeup);
    }
  }
}
