import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { isDatabaseUnavailable } from '../database/database-unavailable.js';
import { EventLog } from './event-log.js';
import type { StoredEvent } from './event.js';
import { LogSignal } from './log-signal.js';
import { RecentEvents, type EventWindow } from './recent-events.js';

const PAGE = 1000;
/** Events before the head that are in memory from the start, for those who come back after a restart all at once. */
const WARM = 1000;
const TENANTS_FRESH_MS = 1000;
const MOST_MISSED = 1000;

interface Tail {
  readonly recent: RecentEvents;
  readonly followers: Set<() => void>;
  /** Set while a refresh runs and another was asked for. */
  again: boolean;
  refreshing: boolean;
}

/**
 * Reads the log's growth once per process and keeps the newest events in memory, for every follower: durable
 * consumers and subscribed agents. A follower keeps its own position and asks for what comes after it, so none can
 * miss an event, however slow it is.
 */
@Injectable()
export class LogTailer implements OnModuleInit {
  private readonly logger = new Logger(LogTailer.name);
  private readonly tails = new Map<string, Tail>();
  private readonly followersOfAll = new Set<() => void>();
  /** When names that no tenant has were last looked up. */
  private readonly missed = new Map<string, number>();
  private known: { readonly names: Promise<string[]>; readonly until: number } | undefined;

  constructor(
    private readonly log: EventLog,
    private readonly signal: LogSignal,
  ) {}

  onModuleInit(): void {
    this.signal.on((tenant) => {
      for (const [name, tail] of this.tails) {
        if (tenant === undefined || tenant === name) void this.refresh(name, tail);
      }
    });
  }

  /** Calls the follower whenever the tenant's log has grown. Returns how to stop. */
  async follow(tenant: string, follower: () => void): Promise<() => void> {
    const tail = await this.tail(tenant);
    tail.followers.add(follower);
    return () => tail.followers.delete(follower);
  }

  /** Calls the follower whenever any log that this process reads has grown. */
  followAll(follower: () => void): void {
    this.followersOfAll.add(follower);
  }

  /** Every tenant that has a log; a new one shows up within a second. */
  tenants(): Promise<readonly string[]> {
    // Whoever asks while they are being read waits for the same answer.
    if (this.known === undefined || performance.now() >= this.known.until) {
      const names = this.log.heads().then((heads) => heads.map((head) => head.tenant));
      const known = { names, until: performance.now() + TENANTS_FRESH_MS };
      this.known = known;
      names.catch(() => {
        if (this.known === known) this.known = undefined;
      });
    }
    return this.known.names;
  }

  /** Whether the tenant has a log, also one that was made a moment ago; a name that has none is looked up once a second. */
  async knows(tenant: string): Promise<boolean> {
    if ((await this.tenants()).includes(tenant)) return true;
    const now = performance.now();
    if ((this.missed.get(tenant) ?? -Infinity) > now - TENANTS_FRESH_MS) return false;
    if (this.missed.size >= MOST_MISSED) this.missed.clear();
    this.missed.set(tenant, now);
    this.known = undefined;
    return (await this.tenants()).includes(tenant);
  }

  /** The newest position that this process has read. */
  async head(tenant: string): Promise<number> {
    return (await this.tail(tenant)).recent.head;
  }

  /** The newest events as they are in memory at each moment, for followers that cannot wait for an answer. */
  async window(tenant: string): Promise<EventWindow> {
    return (await this.tail(tenant)).recent;
  }

  /** Up to `limit` events after a position, oldest first: from memory where they are, else from the log. */
  async read(tenant: string, after: number, limit: number): Promise<StoredEvent[]> {
    const { recent } = await this.tail(tenant);
    return recent.after(after, limit) ?? (await this.log.read(tenant, after, limit));
  }

  private async tail(tenant: string): Promise<Tail> {
    const known = this.tails.get(tenant);
    if (known) return known;
    const { position } = await this.log.head(tenant);
    const recent = new RecentEvents(position);
    recent.add(await this.log.read(tenant, Math.max(0, position - WARM), WARM));
    const tail: Tail = { recent, followers: new Set(), again: false, refreshing: false };
    const first = this.tails.get(tenant);
    if (first) return first;
    this.tails.set(tenant, tail);
    // What was appended between reading the head and being listed here was told to nobody.
    await this.refresh(tenant, tail);
    return tail;
  }

  private async refresh(tenant: string, tail: Tail): Promise<void> {
    if (tail.refreshing) {
      tail.again = true;
      return;
    }
    tail.refreshing = true;
    try {
      do {
        tail.again = false;
        await this.catchUp(tenant, tail);
      } while (wantsMore(tail));
    } catch (error) {
      const words = `Reading the log failed: ${error instanceof Error ? error.message : String(error)}`;
      if (isDatabaseUnavailable(error)) this.logger.warn(words);
      else this.logger.error(words, error);
    } finally {
      tail.refreshing = false;
    }
  }

  private async catchUp(tenant: string, tail: Tail): Promise<void> {
    for (;;) {
      const events = await this.log.read(tenant, tail.recent.head, PAGE);
      if (events.length > 0) {
        tail.recent.add(events);
        for (const follower of tail.followers) follower();
        for (const follower of this.followersOfAll) follower();
      }
      // What is committed after this read gives its own signal.
      if (events.length < PAGE) return;
    }
  }
}

/** Read anew: it may have been set while the log was read. */
function wantsMore({ again }: Tail): boolean {
  return again;
}
