import { DiscoveryService } from '@nestjs/core';
import type { LoggedEvent } from '../event.js';

export interface ConsumerOptions {
  /** Names the consumer's offset in the database: never change it once released. */
  readonly name: string;
  readonly events: readonly string[];
}

/** Reacts to events of the log, each exactly once as far as its writes to the database go. */
export interface DurableConsumer {
  /**
   * Runs in a transaction that also moves the consumer's offset. Effects outside the database must carry an id
   * derived from the event's, since a crash before the commit makes the event come again.
   */
  consume(event: LoggedEvent): Promise<void>;
}

/** Marks a provider as a durable consumer of the log. */
export const LogConsumer = DiscoveryService.createDecorator<ConsumerOptions>();
