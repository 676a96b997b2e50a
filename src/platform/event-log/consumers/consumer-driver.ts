import { setTimeout as sleep } from 'node:timers/promises';
import { Logger } from '@nestjs/common';
import type { Database } from '../../database/database.js';
import { isTransient } from '../../database/transient-failure.js';
import { loggedEvent } from '../event-body.js';
import type { EventLog } from '../event-log.js';
import type { LoggedEvent } from '../event.js';
import type { LogTailer } from '../log-tailer.js';
import { backoffMs } from './backoff.js';
import type { ConsumerLocks } from './consumer-locks.js';
import { OffsetMovedError, type ConsumerOffsets } from './consumer-offsets.js';
import type { DeadLetters } from './dead-letters.js';
import type { ConsumerOptions, DurableConsumer } from './log-consumer.decorator.js';

const PAGE = 500;
const ATTEMPTS = 6;
const IDLE_MS = 2000;
const SLOW_MS = 2000;
/** Events of other types only move the offset in memory; it is written at least this often, to keep restarts short. */
const LAZY_POSITIONS = 1000;
/** So it is when nothing more comes: what the consumer has passed may be dropped by retention. */
const LAZY_MS = 30_000;

export interface DriverParts {
  readonly database: Database;
  readonly log: EventLog;
  readonly tailer: LogTailer;
  readonly offsets: ConsumerOffsets;
  readonly locks: ConsumerLocks;
  readonly letters: DeadLetters;
}

/** Where the driver stands in one tenant's log: what is written, and how far it has looked beyond that. */
interface Progress {
  stored: number;
  seen: number;
  storedAt: number;
}

/** Leads one durable consumer through every tenant's log, event by event. */
export class ConsumerDriver {
  private readonly logger: Logger;
  private readonly types: ReadonlySet<string>;
  private readonly stop = new AbortController();
  private progress = new Map<string, Progress>();
  private wake: (() => void) | undefined;
  /** Set when a nudge came since the last round began, so that one between two looks is not lost. */
  private nudged = false;
  private running: Promise<void> = Promise.resolve();

  constructor(
    readonly options: ConsumerOptions,
    private readonly consumer: DurableConsumer,
    private readonly parts: DriverParts,
  ) {
    this.logger = new Logger(`Consumer ${options.name}`);
    this.types = new Set(options.events);
  }

  start(): void {
    this.running = this.loop();
  }

  /** Lets the event in hand finish, then stops. */
  async close(): Promise<void> {
    this.stop.abort();
    this.nudge();
    await this.running;
  }

  /** Tells the driver that a log may have grown. */
  nudge(): void {
    this.nudged = true;
    this.wake?.();
  }

  /** Handles a parked event again. @returns false when it is not parked */
  async replay(tenant: string, position: number): Promise<boolean> {
    const [stored] = await this.parts.log.read(tenant, position - 1, 1, { until: position });
    if (!stored) return false;
    return this.transaction(tenant, async () => {
      if (!(await this.parts.letters.take(this.options.name, tenant, position))) return false;
      await this.consumer.consume(loggedEvent(stored));
      return true;
    });
  }

  private async loop(): Promise<void> {
    while (!this.stop.signal.aborted) {
      let moved = false;
      this.nudged = false;
      try {
        if (await this.parts.locks.hold(this.options.name)) moved = await this.round();
        else this.progress.clear();
      } catch (error) {
        this.progress.clear();
        if (!isTransient(error) && !(error instanceof OffsetMovedError)) this.logger.error('A round failed', error);
      }
      if (!moved) await this.idle();
    }
    await this.leave();
  }

  /** Writes down how far this driver has looked, so that the next one need not look again. */
  private async leave(): Promise<void> {
    try {
      for (const [tenant, at] of this.progress) if (at.seen > at.stored) await this.store(tenant, at, at.seen);
    } catch (error) {
      this.logger.warn(`The offset stays behind what was seen: ${String(error)}`);
    }
  }

  private async idle(): Promise<void> {
    if (this.nudged || this.stop.signal.aborted) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, IDLE_MS);
      this.wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
    this.wake = undefined;
  }

  /** One page of each tenant's log. @returns whether there was anything */
  private async round(): Promise<boolean> {
    let moved = false;
    for (const tenant of await this.parts.tailer.tenants()) {
      if (await this.advance(tenant)) moved = true;
    }
    return moved;
  }

  private async advance(tenant: string): Promise<boolean> {
    const at = await this.position(tenant);
    const events = await this.parts.tailer.read(tenant, at.seen, PAGE);
    for (const stored of events) {
      if (this.stop.signal.aborted) return false;
      if (this.types.has(stored.type)) await this.handle(loggedEvent(stored), at);
      at.seen = stored.position;
    }
    const due = events.length === 0 && at.seen > at.stored && performance.now() - at.storedAt >= LAZY_MS;
    if (due || at.seen - at.stored >= LAZY_POSITIONS) await this.store(tenant, at, at.seen);
    return events.length > 0;
  }

  private async position(tenant: string): Promise<Progress> {
    const known = this.progress.get(tenant);
    if (known) return known;
    const stored = await this.parts.offsets.load(this.options.name, tenant);
    const at = { stored, seen: stored, storedAt: performance.now() };
    this.progress.set(tenant, at);
    return at;
  }

  private async store(tenant: string, at: Progress, to: number): Promise<void> {
    await this.parts.offsets.move(this.options.name, tenant, at.stored, to);
    at.stored = to;
    at.storedAt = performance.now();
  }

  private async handle(event: LoggedEvent, at: Progress): Promise<void> {
    for (let attempt = 1, faults = 0; !this.stop.signal.aborted; attempt++) {
      try {
        await this.consumeOnce(event, at);
        return;
      } catch (error) {
        if (error instanceof OffsetMovedError) throw error;
        if (!isTransient(error)) faults += 1;
        this.logger.warn(`Attempt ${attempt} at ${event.type} ${event.id} failed: ${String(error)}`);
        if (faults >= ATTEMPTS) {
          await this.park(event, at, error instanceof Error ? error : new Error(String(error)));
          return;
        }
        await sleep(backoffMs(attempt), undefined, { signal: this.stop.signal }).catch(() => undefined);
      }
    }
    throw new OffsetMovedError(this.options.name);
  }

  private async consumeOnce(event: LoggedEvent, at: Progress): Promise<void> {
    const begun = performance.now();
    await this.transaction(event.tenant, async () => {
      await this.parts.offsets.move(this.options.name, event.tenant, at.stored, event.position);
      await this.consumer.consume(event);
    });
    at.stored = event.position;
    const took = performance.now() - begun;
    if (took > SLOW_MS) this.logger.warn(`${event.type} ${event.id} took ${took.toFixed(0)} ms`);
  }

  private async park(event: LoggedEvent, at: Progress, error: Error): Promise<void> {
    this.logger.error(`Parking ${event.type} ${event.id} after ${ATTEMPTS} attempts`, error);
    await this.transaction(event.tenant, async () => {
      await this.parts.letters.park(this.options.name, event.tenant, event.position, event.type, error, ATTEMPTS);
      await this.store(event.tenant, at, event.position);
    });
  }

  /** What a handler does, it does for the tenant of its event. */
  private transaction<T>(tenant: string, work: () => Promise<T>): Promise<T> {
    const { database } = this.parts;
    return database.asTenant(tenant, () => database.transaction(work));
  }
}
