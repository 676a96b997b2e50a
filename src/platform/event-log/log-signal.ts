import { Inject, Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import pg from 'pg';
import { DATABASE_URL } from '../database/database-url.js';
import { ShutdownSequence } from '../lifecycle/shutdown-sequence.js';

const CHANNEL = 'opstwin_event_log';
const POLL_MS = 1000;
const RECONNECT_MS = 500;

type Listener = (tenant: string | undefined) => void;

/**
 * Tells when the log has grown: at once by LISTEN on a connection of its own, and by a slow poll that backs it up
 * while that connection is down.
 */
@Injectable()
export class LogSignal implements OnModuleInit {
  private readonly logger = new Logger(LogSignal.name);
  private readonly listeners = new Set<Listener>();
  private client: pg.Client | undefined;
  private poll: NodeJS.Timeout | undefined;
  private reconnect: NodeJS.Timeout | undefined;
  private closed = false;

  constructor(
    @Inject(DATABASE_URL) private readonly url: string,
    private readonly shutdown: ShutdownSequence,
  ) {}

  async onModuleInit(): Promise<void> {
    this.shutdown.on('connections', 'the log signal', () => this.close());
    this.poll = setInterval(() => {
      this.tell(undefined);
    }, POLL_MS);
    await this.connect();
  }

  /** Calls the listener with the tenant whose log grew, or with undefined when any may have. Returns how to stop. */
  on(listener: Listener): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  private async connect(): Promise<void> {
    const client = new pg.Client({ connectionString: this.url, keepAlive: true, application_name: 'opstwin-listen' });
    client.on('notification', ({ payload }) => {
      this.tell(payload);
    });
    client.once('end', () => {
      this.connectLater();
    });
    client.on('error', (error) => {
      this.logger.warn(`The LISTEN connection broke: ${error.message}`);
    });
    try {
      await client.connect();
      if (this.closed) {
        await client.end();
        return;
      }
      this.client = client;
      await client.query(`LISTEN ${CHANNEL}`);
      this.tell(undefined);
    } catch (error) {
      this.logger.warn(`The LISTEN connection could not be made: ${error instanceof Error ? error.message : ''}`);
      this.connectLater();
    }
  }

  private connectLater(): void {
    if (this.closed || this.reconnect) return;
    this.client = undefined;
    this.reconnect = setTimeout(() => {
      this.reconnect = undefined;
      void this.connect();
    }, RECONNECT_MS);
  }

  private tell(tenant: string | undefined): void {
    for (const listener of this.listeners) listener(tenant);
  }

  private async close(): Promise<void> {
    this.closed = true;
    clearInterval(this.poll);
    clearTimeout(this.reconnect);
    await this.client?.end();
  }
}
