import { Injectable, Logger } from '@nestjs/common';
import { isDatabaseUnavailable } from '../../platform/database/database-unavailable.js';
import type { StoredEvent } from '../../platform/event-log/event.js';
import { ProblemError } from '../../platform/http/problems/problem.error.js';
import { EventFeed } from '../feed/event-feed.js';
import { Channel } from './channel.js';
import { Pulse } from './pulse.js';
import { SharedReads } from './shared-reads.js';
import { STREAM_LIMITS } from './stream-limits.js';
import type { Subscriber } from './subscriber.js';

/** The channel of each tenant that has, or had, subscribers here. They share one pulse and the reads of the log. */
@Injectable()
export class Channels {
  private readonly logger = new Logger(Channels.name);
  private readonly byTenant = new Map<string, Promise<Channel>>();
  private readonly pulse = new Pulse();
  private readonly reads = new SharedReads<StoredEvent[]>(STREAM_LIMITS.maxReads);

  constructor(private readonly feed: EventFeed) {}

  of(tenant: string): Promise<Channel> {
    const known = this.byTenant.get(tenant);
    if (known) return known;
    const opening = this.open(tenant);
    this.byTenant.set(tenant, opening);
    opening.catch(() => this.byTenant.delete(tenant));
    return opening;
  }

  private async open(tenant: string): Promise<Channel> {
    const window = await this.feed.window(tenant);
    const deliver = (): void => {
      channel.deliver();
    };
    const ask = (): void => {
      this.pulse.ask(deliver);
    };
    const read = (position: number, limit: number): Promise<StoredEvent[]> =>
      this.reads.read(`${tenant} ${position} ${limit}`, () => this.feed.read(tenant, position, limit, window.head));
    const channel = new Channel({ window, ask, read, fail: this.fail });
    await this.feed.follow(tenant, ask);
    return channel;
  }

  /** Ends the stream, so that the client comes again with its cursor and is told what is the matter. */
  private readonly fail = (subscriber: Subscriber, error: unknown): void => {
    const expected = error instanceof ProblemError || isDatabaseUnavailable(error);
    if (!expected) this.logger.error('Reading for a subscriber failed', error);
    subscriber.end('interrupted; go on by the last id');
  };
}
