import { setTimeout as sleep } from 'node:timers/promises';
import { Inject, Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { Clock } from '../../../platform/clock/clock.js';
import type { Config } from '../../../platform/config/config.js';
import { CONFIG } from '../../../platform/config/config.module.js';
import { ConsumerLocks } from '../../../platform/event-log/consumers/consumer-locks.js';
import { ShutdownSequence } from '../../../platform/lifecycle/shutdown-sequence.js';
import { Adapters, type StoredAdapter } from '../documents/adapters.js';
import { AdapterFactory } from './adapter-factory.js';
import { AdapterRun } from './adapter-run.js';
import { DeliveryIntake } from './delivery-intake.js';
import { ManagedAdapter, type AdapterRunning, type RunningAdapter } from './managed-adapter.js';
import { RunReport } from './run-report.js';
import { RunReports } from './run-reports.js';

const EVERY_MS = 500;
/** A run without news tells that it is alive each so many rounds. */
const ROUNDS_OF_SILENCE = 10;

/**
 * Runs the adapters in a process that takes telemetry in. Twice a second it compares what is wanted with what runs, so that
 * changes of documents, processes that come and go, and lost locks are all the same to it.
 */
@Injectable()
export class AdapterSupervisor implements OnApplicationBootstrap, AdapterRunning {
  private readonly logger = new Logger('TelemetryAdapter');
  private readonly managed = new Map<string, ManagedAdapter>();
  private readonly ending = new AbortController();
  private rounds = 0;
  /** Whether the last round failed, which is told once. */
  private troubled = false;

  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly adapters: Adapters,
    private readonly factory: AdapterFactory,
    private readonly intake: DeliveryIntake,
    private readonly reports: RunReports,
    private readonly locks: ConsumerLocks,
    private readonly clock: Clock,
    private readonly shutdown: ShutdownSequence,
  ) {}

  onApplicationBootstrap(): void {
    if (!this.config.roles.has('ingest')) return;
    const watching = this.watch();
    this.shutdown.on('intake', 'the telemetry adapters', async () => {
      this.ending.abort();
      await watching;
      await Promise.all([...this.managed.values()].map((managed) => managed.stop()));
    });
  }

  hold(lock: string): Promise<boolean> {
    return this.locks.hold(lock);
  }

  start(adapter: StoredAdapter, share: number): AdapterRun {
    return new AdapterRun(
      `The adapter ${adapter.name} of ${adapter.tenant}`,
      (take, signal) => this.factory.make(adapter, share, take, signal),
      (delivery) => this.intake.store(adapter, delivery),
      new RunReport(() => this.clock.now()),
    );
  }

  async ended({ adapter, share, run }: RunningAdapter): Promise<void> {
    await this.reports.tell(adapter, share, run.report);
    await this.reports.end(adapter, share);
  }

  private async watch(): Promise<void> {
    const { signal } = this.ending;
    while (!signal.aborted) {
      try {
        await this.round();
        this.troubled = false;
      } catch (error) {
        if (!this.troubled) this.logger.warn(`Looking after the adapters fails, and is tried again: ${String(error)}`);
        this.troubled = true;
      }
      await sleep(EVERY_MS, undefined, { signal }).catch(() => undefined);
    }
  }

  private async round(): Promise<void> {
    const enabled = await this.adapters.enabled();
    const wanted = new Map(enabled.map((adapter) => [`${adapter.tenant}/${adapter.name}`, adapter]));
    for (const key of wanted.keys()) if (!this.managed.has(key)) this.managed.set(key, new ManagedAdapter(this));
    for (const [key, managed] of this.managed) {
      if (!wanted.has(key) && managed.idle) this.managed.delete(key);
      else managed.settle(wanted.get(key));
    }
    await this.tell();
  }

  private async tell(): Promise<void> {
    const all = this.rounds++ % ROUNDS_OF_SILENCE === 0;
    if (all) await this.reports.forget();
    for (const { present } of this.managed.values()) {
      if (!present || !(all || present.run.report.news)) continue;
      await this.reports.tell(present.adapter, present.share, present.run.report);
    }
  }
}
