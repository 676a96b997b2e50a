import { setTimeout as sleep } from 'node:timers/promises';
import { LogWriter, TEST_OPERATION, testEvent } from '../log-writer.js';
import type { Random } from '../random.js';
import { TWINS, TYPES, type Commit, type StormPlan } from './storm-plan.js';

/** What became of everything that the writers tried. */
export interface Outcome {
  readonly committed: Commit[];
  /** Events of transactions that were rolled back, which must not be in the log. */
  readonly rolledBack: string[][];
  /** Events of transactions whose end is unknown, since the connection broke during the commit: all or none. */
  readonly unknown: string[][];
}

/** One writer of a storm: quick transactions, slow ones, such that roll back, and such that write to two tenants. */
export class StormWriter {
  private writer: LogWriter | undefined;

  constructor(
    private readonly plan: StormPlan,
    private readonly random: Random,
    private readonly databaseUrl: () => Promise<string>,
    private readonly outcome: Outcome,
  ) {}

  async run(): Promise<void> {
    for (let i = 0; i < this.plan.transactions; i++) {
      // What breaks is the connection, when the server takes its database with it.
      await this.transaction().catch(() => this.leave());
      if (this.random.chance(0.3)) await sleep(this.random.whole(10));
    }
    await this.leave();
  }

  private async transaction(): Promise<void> {
    const { random } = this;
    const writer = (this.writer ??= await this.connected());
    await writer.client.query('BEGIN');
    if (random.chance(0.2)) await sleep(random.whole(20));
    const begun = performance.now();
    const parts: { tenant: string; ids: string[] }[] = [];
    // In one order for all, as EventLog does it, so that writers to two tenants cannot wait for each other.
    for (const tenant of this.tenants()) parts.push({ tenant, ids: await this.append(writer, tenant) });
    if (random.chance(0.2)) await sleep(random.whole(30));
    const ids = parts.flatMap((part) => part.ids);
    if (random.chance(0.2)) {
      await writer.client.query('ROLLBACK');
      this.outcome.rolledBack.push(ids);
      return;
    }
    try {
      await writer.client.query('COMMIT');
    } catch (error) {
      this.outcome.unknown.push(ids);
      throw error;
    }
    const done = performance.now();
    this.outcome.committed.push(...parts.map((part) => ({ ...part, begun, done })));
  }

  private tenants(): readonly string[] {
    const { tenants } = this.plan;
    return this.random.chance(0.15) ? [...tenants].sort() : [this.random.one(tenants)];
  }

  private append(writer: LogWriter, tenant: string): Promise<string[]> {
    const { random } = this;
    const events = Array.from({ length: 1 + random.whole(5) }, () => testEvent(random.one(TYPES), random.one(TWINS)));
    return writer.append(events, { ...TEST_OPERATION, tenant });
  }

  private async connected(): Promise<LogWriter> {
    for (;;) {
      try {
        return await LogWriter.connect(await this.databaseUrl());
      } catch {
        await sleep(200);
      }
    }
  }

  private async leave(): Promise<void> {
    await this.writer?.close().catch(() => undefined);
    this.writer = undefined;
  }
}
