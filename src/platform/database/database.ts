import { AsyncLocalStorage } from 'node:async_hooks';
import { Injectable } from '@nestjs/common';
import { QueryRunnerAlreadyReleasedError, type DataSource, type QueryRunner } from 'typeorm';
import { ConnectionTenants } from './connection-tenants.js';
import { SYSTEM, TenantContext } from './tenant-context.js';

/** A transaction in progress: its connection, and what to do around its commit. */
interface Transaction {
  readonly runner: QueryRunner;
  readonly tenant: string;
  readonly beforeCommit: (() => Promise<void>)[];
  readonly afterCommit: (() => void)[];
  /** How many cursors it has opened: each needs a name of its own. */
  cursors: number;
}

/** Rows that a stream reads at once. */
const STREAM_ROWS = 500;

/**
 * The database as the modules see it: SQL with bound parameters, and transactions that whatever runs inside them joins.
 * A command dispatched by a durable consumer therefore commits together with the consumer's offset.
 * Row-level security lets statements see and write the rows of the tenant that the work in progress is for: that of the
 * request, or the one of `asTenant`. Elsewhere, in the background, work is the system's and sees those of all tenants.
 */
@Injectable()
export class Database {
  /** For whom the work in progress is. */
  readonly tenants = new TenantContext();
  private readonly current = new AsyncLocalStorage<Transaction>();
  private readonly connections = new ConnectionTenants();

  constructor(readonly dataSource: DataSource) {}

  /** Runs the work for a tenant. @throws Error inside a transaction that is for another */
  asTenant<T>(tenant: string, work: () => T): T {
    const transaction = this.current.getStore();
    if (transaction && transaction.tenant !== tenant) {
      throw new Error(`A transaction for ${transaction.tenant} cannot go on for ${tenant}`);
    }
    return this.tenants.run(tenant, work);
  }

  /** Runs the work for the system: for what is of several tenants, or of none. @throws Error as `asTenant` does */
  asSystem<T>(work: () => T): T {
    return this.asTenant(SYSTEM, work);
  }

  /** Rows of a statement, in the transaction in progress or on a connection of the pool. */
  async query<Row extends object>(sql: string, parameters: unknown[] = []): Promise<Row[]> {
    const { records } = await this.run(sql, parameters);
    return records as Row[];
  }

  /** The only row that a statement gives, or undefined. */
  async first<Row extends object>(sql: string, parameters: unknown[] = []): Promise<Row | undefined> {
    return (await this.query<Row>(sql, parameters))[0];
  }

  /** Runs a statement that changes rows, and gives how many it changed. */
  async execute(sql: string, parameters: unknown[] = []): Promise<number> {
    const { affected } = await this.run(sql, parameters);
    return affected ?? 0;
  }

  /** Runs the work in a transaction: the one in progress, or a new one that commits when the work is done. */
  async transaction<T>(work: () => Promise<T>): Promise<T> {
    return this.current.getStore() ? work() : this.begin(work);
  }

  /**
   * Runs the work in a read-only transaction whose statements all see the database as it was at the first of them.
   * @throws Error inside a transaction, which may have seen other states already
   */
  async snapshot<T>(work: () => Promise<T>): Promise<T> {
    if (this.current.getStore()) throw new Error('A snapshot needs a transaction of its own');
    return this.begin(async () => {
      await this.execute('SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY');
      return work();
    });
  }

  /**
   * Rows of a statement, some at a time, so that never all of them are in memory. Needs a transaction in progress, and
   * is read inside it.
   */
  async *stream<Row extends object>(sql: string, parameters: unknown[] = []): AsyncGenerator<Row[], void> {
    const cursor = `stream_${(this.inProgress().cursors += 1)}`;
    await this.execute(`DECLARE ${cursor} NO SCROLL CURSOR FOR ${sql}`, parameters);
    for (;;) {
      const rows = await this.query<Row>(`FETCH ${STREAM_ROWS} FROM ${cursor}`);
      if (rows.length > 0) yield rows;
      if (rows.length < STREAM_ROWS) break;
    }
    await this.execute(`CLOSE ${cursor}`);
  }

  private async begin<T>(work: () => Promise<T>): Promise<T> {
    const runner = this.dataSource.createQueryRunner();
    const { tenant } = this.tenants;
    const transaction: Transaction = { runner, tenant, beforeCommit: [], afterCommit: [], cursors: 0 };
    try {
      await this.connections.tell(runner, tenant);
      await runner.startTransaction();
      const result = await this.current.run(transaction, async () => {
        const value = await work();
        for (const step of transaction.beforeCommit) await step();
        return value;
      });
      await runner.commitTransaction();
      for (const step of transaction.afterCommit) step();
      return result;
    } catch (error) {
      // The connection may be the very thing that failed; the first error is the one to tell.
      if (runner.isTransactionActive) await runner.rollbackTransaction().catch(() => undefined);
      // TypeORM gives the runner back by itself when its connection breaks between two statements.
      if (!(error instanceof QueryRunnerAlreadyReleasedError)) throw error;
      throw new Error('Connection terminated inside a transaction', { cause: error });
    } finally {
      await runner.release();
    }
  }

  /** Runs the step last inside the transaction in progress; what takes contended locks goes here. */
  beforeCommit(step: () => Promise<void>): void {
    this.inProgress().beforeCommit.push(step);
  }

  /** Runs the step once the transaction in progress has committed, and never when it rolls back. */
  afterCommit(step: () => void): void {
    this.inProgress().afterCommit.push(step);
  }

  /** An object that stands for the transaction in progress, to keep per-transaction state by. */
  get transactionKey(): object {
    return this.inProgress();
  }

  private inProgress(): Transaction {
    const transaction = this.current.getStore();
    if (!transaction) throw new Error('This needs a transaction in progress');
    return transaction;
  }

  private async run(sql: string, parameters: unknown[]) {
    const runner = this.current.getStore()?.runner;
    if (runner) return runner.query(sql, parameters, true);
    const own = this.dataSource.createQueryRunner();
    try {
      await this.connections.tell(own, this.tenants.tenant);
      return await own.query(sql, parameters, true);
    } finally {
      await own.release();
    }
  }
}
