import { Inject, Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import pg from 'pg';
import { DATABASE_URL } from '../../database/database-url.js';
import { ShutdownSequence } from '../../lifecycle/shutdown-sequence.js';

/**
 * Session-level advisory locks on one connection: a process that holds a consumer's lock drives it, and loses it with
 * the connection. Correctness does not rest on them (the offset's compare-and-set does); they keep the work in one place.
 */
@Injectable()
export class ConsumerLocks implements OnModuleInit {
  private readonly logger = new Logger(ConsumerLocks.name);
  private held = new Set<string>();
  private connection: Promise<pg.Client> | undefined;
  /** The drivers ask one after the other, since one connection answers one question at a time. */
  private asking: Promise<unknown> = Promise.resolve();

  constructor(
    @Inject(DATABASE_URL) private readonly url: string,
    private readonly shutdown: ShutdownSequence,
  ) {}

  onModuleInit(): void {
    this.shutdown.on('connections', 'the consumer locks', async () => {
      const client = await this.connection?.catch(() => undefined);
      await client?.end();
    });
  }

  /** Whether this process holds the consumer's lock, taking it when it is free. */
  async hold(consumer: string): Promise<boolean> {
    if (this.held.has(consumer)) return true;
    const attempt = this.asking.then(() => this.take(consumer));
    this.asking = attempt.catch(() => undefined);
    return attempt;
  }

  private async take(consumer: string): Promise<boolean> {
    const client = await this.connected();
    const { rows } = await client.query<{ locked: boolean }>(
      'SELECT pg_try_advisory_lock(hashtextextended($1, 0)) AS locked',
      [`consumer:${consumer}`],
    );
    const locked = rows[0]?.locked ?? false;
    if (locked) this.held.add(consumer);
    return locked;
  }

  private connected(): Promise<pg.Client> {
    this.connection ??= this.connect();
    return this.connection;
  }

  private async connect(): Promise<pg.Client> {
    const client = new pg.Client({ connectionString: this.url, keepAlive: true, application_name: 'opstwin-locks' });
    let lost = false;
    // A connection that breaks tells so twice; the second time must not take its successor away, locks and all.
    const lose = (): void => {
      if (lost) return;
      lost = true;
      this.held = new Set();
      this.connection = undefined;
    };
    client.once('end', lose);
    client.on('error', (error) => {
      this.logger.warn(`The lock connection broke: ${error.message}`);
      lose();
    });
    try {
      await client.connect();
      return client;
    } catch (error) {
      lose();
      throw error;
    }
  }
}
