import { setTimeout as sleep } from 'node:timers/promises';
import { Logger } from '@nestjs/common';
import { AdapterFault } from '../domain/adapter-fault.js';
import { failureWords } from '../domain/failure-words.js';
import { Backoff } from '../domain/backoff.js';
import type { Delivery, TakeDelivery, TelemetryAdapter } from './adapter.js';
import { Deliveries, type StoreDelivery } from './deliveries.js';
import type { RunReport } from './run-report.js';

/** A connection that has lasted so long was a good one, also when nothing came. */
const GOOD_AFTER_MS = 10_000;

/** Makes a connection, of which the signal ends the attempt. */
export type MakeAdapter = (take: TakeDelivery, signal: AbortSignal) => TelemetryAdapter;

/** Keeps one adapter connected in this process: connects, hands over what comes, and after a failure waits and tries anew. */
export class AdapterRun {
  private readonly logger = new Logger('TelemetryAdapter');
  private readonly ending = new AbortController();
  private readonly backoff = new Backoff();
  private readonly stopped = aborted(this.ending.signal);
  private readonly deliveries: Deliveries;
  private current: TelemetryAdapter | undefined;
  private readonly running: Promise<void>;

  /** @param title how it is called in the log */
  constructor(
    private readonly title: string,
    private readonly make: MakeAdapter,
    store: StoreDelivery,
    readonly report: RunReport,
  ) {
    this.deliveries = new Deliveries(store, report);
    this.running = this.keepConnected();
  }

  /**
   * Finishes what is in hand and ends the connection.
   * @param leave whether to take back what the document asks for that ran here, and which one follows it
   */
  async stop(leave?: { readonly next: unknown }): Promise<void> {
    if (leave && this.report.state === 'connected') {
      await this.current?.leave(leave.next).catch((error: unknown) => {
        this.logger.warn(`${this.title} could not take leave: ${failureWords(error)}`);
      });
    }
    this.ending.abort();
    await this.running;
  }

  private async keepConnected(): Promise<void> {
    const { signal } = this.ending;
    for (;;) {
      const began = performance.now();
      const error: unknown = await this.connectOnce(signal).catch((reason: unknown) => reason);
      if (signal.aborted) return;
      if (this.report.state === 'connected' && performance.now() - began > GOOD_AFTER_MS) this.backoff.reset();
      this.fail(error);
      await sleep(this.backoff.next(), undefined, { signal }).catch(() => undefined);
    }
  }

  /** Resolves when it is told to stop. @throws Error of what ended the connection, or kept it from being made */
  private async connectOnce(signal: AbortSignal): Promise<void> {
    if (signal.aborted) return;
    const adapter = this.make((delivery) => this.take(delivery), signal);
    this.current = adapter;
    // Without this an end that comes while nobody waits for it yet would end the process.
    adapter.ended.catch(() => undefined);
    try {
      await Promise.race([this.establish(adapter), adapter.ended, this.stopped]);
      await Promise.race([adapter.ended, this.stopped]);
    } finally {
      await this.deliveries.idle();
      await adapter.close();
    }
  }

  private async establish(adapter: TelemetryAdapter): Promise<void> {
    await adapter.connect();
    await adapter.subscribe();
    this.report.enter('connected');
  }

  private async take(delivery: Delivery): Promise<void> {
    // What comes while stopping is neither stored nor acknowledged, and so comes again.
    if (this.ending.signal.aborted) throw new Error('the adapter is stopping');
    await this.deliveries.take(delivery);
    this.backoff.reset();
  }

  private fail(error: unknown): void {
    const words = failureWords(error);
    if (this.report.state === 'connected' || words !== this.report.error) this.logger.warn(`${this.title}: ${words}`);
    this.report.enter(error instanceof AdapterFault ? 'failed' : 'backing_off', words);
  }
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    signal.addEventListener(
      'abort',
      () => {
        resolve();
      },
      { once: true },
    );
  });
}
