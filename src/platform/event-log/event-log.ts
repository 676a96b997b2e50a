import { Injectable } from '@nestjs/common';
import { Clock } from '../clock/clock.js';
import { Database } from '../database/database.js';
import { notFound } from '../http/problems/problem.error.js';
import { eventBody } from './event-body.js';
import type { NewEvent, StoredEvent } from './event.js';
import type { Operation } from './operation.js';

interface Pending {
  readonly type: string;
  readonly twinId: string | null;
  readonly body: string;
}

/** The events of one transaction that wait for its end, by tenant. */
type Outbox = Map<string, Pending[]>;

export interface LogHead {
  readonly tenant: string;
  readonly position: number;
  /** Hash of the newest event, in hex; 64 zeros on an empty log. */
  readonly hash: string;
  /** The newest position that retention has dropped; 0 when it has dropped none. */
  readonly dropped: number;
}

const HEAD = `
  SELECT event_head.tenant, event_head.position, encode(event_head.hash, 'hex') AS hash,
    coalesce(chain_anchor.position, 0) AS dropped
  FROM event_head LEFT JOIN chain_anchor ON chain_anchor.tenant = event_head.tenant`;

const EVENT_COLUMNS = `tenant, position, type, twin_id AS "twinId", encode(hash, 'hex') AS hash, body`;

/** The one log: delta stream, channel between modules and audit trail. */
@Injectable()
export class EventLog {
  private readonly outboxes = new WeakMap<object, Outbox>();

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /**
   * Appends to the transaction in progress. The events are written at its very end, since writing takes the tenant's
   * head lock, which everything else that appends then waits for.
   * @throws Error outside a transaction
   */
  append(operation: Operation, ...events: NewEvent[]): void {
    const waiting = this.outbox(operation.tenant);
    for (const event of events) {
      waiting.push({ type: event.type, twinId: event.twinId, body: eventBody(operation, event, this.clock.now()) });
    }
  }

  /**
   * Writes what waits now instead of at the end of the transaction, to learn the position; nothing slow may follow.
   * @returns the tenant's newest position as this transaction sees it
   */
  async flush(tenant: string): Promise<number> {
    const waiting = this.outbox(tenant).splice(0);
    if (waiting.length === 0) return (await this.head(tenant)).position;
    const row = await this.database.first<{ position: number }>('SELECT append_events($1, $2, $3, $4) AS position', [
      tenant,
      waiting.map((event) => event.type),
      waiting.map((event) => event.twinId),
      waiting.map((event) => event.body),
    ]);
    if (!row) throw new Error('append_events gave no position');
    return row.position;
  }

  /** The newest position and hash. @throws ProblemError 404 for an unknown tenant, which a token can still name */
  async head(tenant: string): Promise<LogHead> {
    const head = await this.database.first<LogHead>(`${HEAD} WHERE event_head.tenant = $1`, [tenant]);
    if (!head) throw notFound('tenant', tenant);
    return head;
  }

  /** Those of all tenants. */
  heads(): Promise<LogHead[]> {
    return this.database.asSystem(() => this.database.query<LogHead>(HEAD));
  }

  /** The newest position in the log itself, whatever the head says; 0 on an empty one. */
  async newest(tenant: string): Promise<number> {
    const row = await this.database.first<{ position: number }>(
      'SELECT position FROM event_log WHERE tenant = $1 ORDER BY position DESC LIMIT 1',
      [tenant],
    );
    return row?.position ?? 0;
  }

  /** The oldest position that is kept, or undefined on an empty log. */
  async oldest(tenant: string): Promise<number | undefined> {
    const row = await this.database.first<{ position: number }>(
      'SELECT position FROM event_log WHERE tenant = $1 ORDER BY position LIMIT 1',
      [tenant],
    );
    return row?.position;
  }

  /**
   * Up to `limit` events after a position, oldest first.
   * @param types only these, when given
   * @param until no event after this position
   */
  read(
    tenant: string,
    after: number,
    limit: number,
    { types, until }: { types?: readonly string[]; until?: number } = {},
  ): Promise<StoredEvent[]> {
    return this.database.query<StoredEvent>(
      `SELECT ${EVENT_COLUMNS} FROM event_log
       WHERE tenant = $1 AND position > $2 AND position <= coalesce($4, position)
         AND ($5::text[] IS NULL OR type = ANY($5))
       ORDER BY position LIMIT $3`,
      [tenant, after, limit, until ?? null, types ?? null],
    );
  }

  private outbox(tenant: string): Pending[] {
    const key = this.database.transactionKey;
    let outbox = this.outboxes.get(key);
    if (!outbox) {
      outbox = new Map<string, Pending[]>();
      this.outboxes.set(key, outbox);
      const tenants = outbox;
      this.database.beforeCommit(async () => {
        // One order for all, so that transactions of several tenants cannot wait for each other in a circle.
        for (const name of [...tenants.keys()].sort()) await this.flushIfWaiting(name, tenants);
      });
    }
    let waiting = outbox.get(tenant);
    if (!waiting) outbox.set(tenant, (waiting = []));
    return waiting;
  }

  private async flushIfWaiting(tenant: string, outbox: Outbox): Promise<void> {
    if (outbox.get(tenant)?.length) await this.flush(tenant);
  }
}
