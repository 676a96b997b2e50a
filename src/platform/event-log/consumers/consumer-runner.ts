import { Inject, Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';
import type { Config } from '../../config/config.js';
import { CONFIG } from '../../config/config.module.js';
import { Database } from '../../database/database.js';
import { ShutdownSequence } from '../../lifecycle/shutdown-sequence.js';
import { EventLog } from '../event-log.js';
import { LogTailer } from '../log-tailer.js';
import { ConsumerDriver } from './consumer-driver.js';
import { ConsumerLocks } from './consumer-locks.js';
import { ConsumerOffsets } from './consumer-offsets.js';
import { DeadLetters } from './dead-letters.js';
import { LogConsumer, type DurableConsumer } from './log-consumer.decorator.js';

/** Finds every durable consumer at start and, in a process with the role `worker`, drives them. */
@Injectable()
export class ConsumerRunner implements OnApplicationBootstrap {
  private readonly logger = new Logger(ConsumerRunner.name);
  private readonly drivers = new Map<string, ConsumerDriver>();

  constructor(
    private readonly discovery: DiscoveryService,
    @Inject(CONFIG) private readonly config: Config,
    private readonly database: Database,
    private readonly log: EventLog,
    private readonly tailer: LogTailer,
    private readonly offsets: ConsumerOffsets,
    private readonly locks: ConsumerLocks,
    private readonly letters: DeadLetters,
    private readonly shutdown: ShutdownSequence,
  ) {}

  /** @throws Error when two consumers have one name, or one has nothing to consume */
  onApplicationBootstrap(): void {
    for (const driver of this.found()) {
      const { name, events } = driver.options;
      if (this.drivers.has(name)) throw new Error(`Two durable consumers are named ${name}`);
      if (events.length === 0) throw new Error(`The durable consumer ${name} names no event type`);
      this.drivers.set(name, driver);
    }
    if (!this.config.roles.has('worker')) return;
    this.tailer.followAll(() => {
      for (const driver of this.drivers.values()) driver.nudge();
    });
    this.shutdown.on('work', 'the durable consumers', async () => {
      await Promise.all([...this.drivers.values()].map((driver) => driver.close()));
    });
    for (const driver of this.drivers.values()) driver.start();
    this.logger.log(`Driving ${this.drivers.size} durable consumers`);
  }

  /** The names of all durable consumers, whether this process drives them or not. */
  get names(): string[] {
    return [...this.drivers.keys()];
  }

  /** Handles a parked event again. @returns false when there is no such letter */
  async replay(consumer: string, tenant: string, position: number): Promise<boolean> {
    return (await this.drivers.get(consumer)?.replay(tenant, position)) ?? false;
  }

  private found(): ConsumerDriver[] {
    const { database, log, tailer, offsets, locks, letters } = this;
    return this.discovery.getProviders({ metadataKey: LogConsumer.KEY }).flatMap((wrapper) => {
      const options = this.discovery.getMetadataByDecorator(LogConsumer, wrapper);
      if (!options) return [];
      const parts = { database, log, tailer, offsets, locks, letters };
      return [new ConsumerDriver(options, wrapper.instance as DurableConsumer, parts)];
    });
  }
}
