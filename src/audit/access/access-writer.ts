import { Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { isTransient } from '../../platform/database/transient-failure.js';
import { ShutdownSequence } from '../../platform/lifecycle/shutdown-sequence.js';
import type { AccessRecord } from './access-record.js';
import { AccessStore } from './access-store.js';
import { RecordBuffer } from './record-buffer.js';

/** About 10 MB at most: some minutes of an outage of the database, or seconds of a flood. */
const MOST_WAITING = 20_000;
const BATCH = 500;
const EVERY_MS = 250;
/** After a failure the database is left alone for so long. */
const REST_MS = 1000;
/** Longest that shutting down waits for the last records. */
const LAST_MS = 3000;

/** Writes access records in batches, outside the path of the requests that they tell of. */
@Injectable()
export class AccessWriter implements OnApplicationBootstrap {
  private readonly logger = new Logger('Audit');
  private readonly buffer = new RecordBuffer<AccessRecord>(MOST_WAITING);
  private writing: Promise<void> | undefined;
  private restsUntil = 0;
  private losing = false;

  constructor(
    private readonly store: AccessStore,
    private readonly shutdown: ShutdownSequence,
  ) {}

  onApplicationBootstrap(): void {
    const timer = setInterval(() => void this.flush(), EVERY_MS);
    this.shutdown.on('work', 'the access records', async () => {
      clearInterval(timer);
      this.restsUntil = 0;
      await Promise.race([this.flush(), new Promise((resolve) => setTimeout(resolve, LAST_MS).unref())]);
      if (this.buffer.size > 0)
        this.logger.warn(`${this.buffer.size} access records could not be written, and are lost`);
    });
  }

  add(record: AccessRecord): void {
    if (!this.buffer.add(record)) this.tellOfLoss();
    else if (this.buffer.size % BATCH === 0) void this.flush();
  }

  /** Writes what waits now. It never fails: what cannot be written now is tried again. */
  async flush(): Promise<void> {
    // What came while others were written is not among those.
    if (this.writing) await this.writing;
    this.writing ??= this.drain().finally(() => (this.writing = undefined));
    await this.writing;
  }

  private async drain(): Promise<void> {
    while (this.buffer.size > 0 && performance.now() >= this.restsUntil) {
      const batch = this.buffer.oldest(BATCH);
      if (!(await this.write(batch))) return;
      this.buffer.drop(batch.length);
    }
    if (this.buffer.size === 0) this.tellOfRecovery();
  }

  /** @returns whether the records need not be kept any longer */
  private async write(batch: readonly AccessRecord[]): Promise<boolean> {
    try {
      await this.store.add(batch);
      return true;
    } catch (error) {
      if (!isTransient(error)) {
        this.logger.error(`${batch.length} access records cannot be written, and are lost`, error);
        return true;
      }
      this.restsUntil = performance.now() + REST_MS;
      this.logger.debug(`Writing access records failed, and is tried again: ${String(error)}`);
      return false;
    }
  }

  private tellOfLoss(): void {
    if (this.losing) return;
    this.losing = true;
    this.logger.warn(`Access records are lost from now on: ${MOST_WAITING} wait for the database, the most that may`);
  }

  private tellOfRecovery(): void {
    if (!this.losing) return;
    this.losing = false;
    this.logger.warn(`Access records are written again; ${this.buffer.takeLost()} were lost`);
  }
}
