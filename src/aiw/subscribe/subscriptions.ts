import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { Config } from '../../platform/config/config.js';
import { CONFIG } from '../../platform/config/config.module.js';
import { CredentialVerifier } from '../../platform/http/access/credential-verifier.js';
import type { Principal } from '../../platform/http/access/principal.js';
import { ProblemError } from '../../platform/http/problems/problem.error.js';
import { ShutdownSequence } from '../../platform/lifecycle/shutdown-sequence.js';
import { EventFeed } from '../feed/event-feed.js';
import type { EventFilter } from '../feed/event-filter.js';
import { Channels } from './channels.js';
import { EventStream } from './event-stream.js';
import { Seats } from './seats.js';
import { helloFrame } from './sse-frames.js';
import { STREAM_TIMES } from './stream-times.js';
import { Subscriber } from './subscriber.js';

const TICK_MS = 1000;

/** The event streams that this process has open. */
@Injectable()
export class Subscriptions implements OnModuleInit {
  private readonly open = new Set<Subscriber>();
  private readonly seats: Seats;

  constructor(
    private readonly feed: EventFeed,
    private readonly channels: Channels,
    private readonly credentials: CredentialVerifier,
    private readonly shutdown: ShutdownSequence,
    @Inject(CONFIG) { maxStreams }: Config,
  ) {
    this.seats = new Seats(maxStreams);
  }

  onModuleInit(): void {
    const ticking = setInterval(() => {
      const now = performance.now();
      for (const subscriber of this.open) subscriber.tick(now);
    }, TICK_MS);
    this.shutdown.on('intake', 'the event streams', () => {
      clearInterval(ticking);
      this.part();
    });
  }

  /**
   * Makes the answer a stream of the events after the cursor, or after the newest.
   * @throws ProblemError 400, 409 or 410 for the cursor, 503 when there are too many streams or the server is stopping
   */
  async start(
    reply: FastifyReply,
    principal: Principal,
    cursor: string | undefined,
    filter: EventFilter,
  ): Promise<void> {
    const leave = this.seats.take();
    try {
      const { position, head } = await this.feed.start(principal.tenant, cursor, 'head');
      const channel = await this.channels.of(principal.tenant);
      if (this.shutdown.stopping || reply.raw.destroyed) {
        throw new ProblemError('unavailable', 'The server is stopping.');
      }
      const hello = helloFrame(position, head.position, STREAM_TIMES.retryMs);
      const stream = EventStream.open(reply, hello, STREAM_TIMES.stalledMs);
      const subscriber = new Subscriber(stream, position, () => this.credentials.holds(principal));
      this.open.add(subscriber);
      const unjoin = channel.join(subscriber, filter);
      stream.onClose(() => {
        unjoin();
        this.open.delete(subscriber);
        leave();
      });
    } catch (error) {
      leave();
      throw error;
    }
  }

  /** Tells all streams to go on elsewhere. A client that does not read even that is cut, and goes on by its cursor too. */
  private part(): void {
    for (const subscriber of this.open) subscriber.end('the server is stopping; go on by the last id');
    setTimeout(() => {
      for (const { outlet } of this.open) outlet.cut();
    }, STREAM_TIMES.partingMs).unref();
  }
}
