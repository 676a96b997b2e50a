import { isDeepStrictEqual } from 'node:util';
import { Logger } from '@nestjs/common';
import type { StoredAdapter } from '../documents/adapters.js';
import type { AdapterRun } from './adapter-run.js';

/** Processes that can share the messages of one adapter. */
const MOST_SHARES = 64;

/** How long to wait before asking again for what another process holds. */
const STANDBY_MS = 2000;

/** Where a managed adapter gets what it needs. */
export interface AdapterRunning {
  /** Whether this process holds the lock, taking it when it is free. */
  hold(lock: string): Promise<boolean>;
  /** @param share which of the processes that share it this is, from 0 */
  start(adapter: StoredAdapter, share: number): AdapterRun;
  /** Tells how a run fared that has ended. */
  ended(running: RunningAdapter): Promise<void>;
}

/** An adapter that runs in this process. */
export interface RunningAdapter {
  readonly adapter: StoredAdapter;
  readonly share: number;
  readonly run: AdapterRun;
}

/**
 * One adapter as this process manages it: runs it where it is wanted and this process holds one of its locks, of which a
 * shared one has many and others one, and runs it anew when its document changes.
 */
export class ManagedAdapter {
  private readonly logger = new Logger('TelemetryAdapter');
  private running: RunningAdapter | undefined;
  private settling: Promise<void> | undefined;
  private standbyUntil = -Infinity;

  constructor(private readonly parts: AdapterRunning) {}

  /** What runs at the moment. */
  get present(): RunningAdapter | undefined {
    return this.running;
  }

  /** Whether nothing runs, nor is about to. */
  get idle(): boolean {
    return this.running === undefined && this.settling === undefined;
  }

  /** Brings it to what is wanted, unless that is being done. It keeps nobody waiting but itself. */
  settle(wanted: StoredAdapter | undefined): void {
    this.settling ??= this.bring(wanted)
      .catch((error: unknown) => {
        this.logger.warn(`Managing an adapter failed, and is tried again: ${String(error)}`);
      })
      .finally(() => (this.settling = undefined));
  }

  /** Ends the run, so that another process can go on where it was. */
  async stop(): Promise<void> {
    await this.settling;
    await this.end();
  }

  private async bring(wanted: StoredAdapter | undefined): Promise<void> {
    const share = wanted && (await this.claim(wanted));
    const { running } = this;
    const changed = running && !(wanted && isSame(running.adapter, wanted));
    if (running && (changed || running.share !== share)) {
      await this.end(changed ? { next: wanted?.document } : undefined);
    }
    if (this.running || !wanted || share === undefined) return;
    this.running = { adapter: wanted, share, run: this.parts.start(wanted, share) };
  }

  private async end(leave?: { readonly next: unknown }): Promise<void> {
    const { running } = this;
    if (!running) return;
    await running.run.stop(leave);
    this.running = undefined;
    await this.parts.ended(running).catch((error: unknown) => {
      this.logger.warn(`The end of the adapter ${running.adapter.name} could not be told: ${String(error)}`);
    });
  }

  /** The first of the adapter's locks that this process gets, that of its run before all others. */
  private async claim(adapter: StoredAdapter): Promise<number | undefined> {
    if (performance.now() < this.standbyUntil) return undefined;
    const shares = Array.from({ length: isShared(adapter) ? MOST_SHARES : 1 }, (_, i) => i);
    const own = this.running?.share;
    const ordered = own !== undefined && shares.includes(own) ? [own, ...shares] : shares;
    for (const share of ordered) {
      if (await this.parts.hold(`adapter:${adapter.tenant}:${adapter.name}:${share}`)) return share;
    }
    this.standbyUntil = performance.now() + STANDBY_MS;
    return undefined;
  }
}

function isShared({ document }: StoredAdapter): boolean {
  return document.kind === 'mqtt' && document.share !== undefined;
}

/** An adapter that was removed and made again has the same revision, and another document or time. */
function isSame(a: StoredAdapter, b: StoredAdapter): boolean {
  return a.revision === b.revision && isDeepStrictEqual(a.created_at, b.created_at);
}
