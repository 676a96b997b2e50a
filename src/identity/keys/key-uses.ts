import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.js';
import type { Principal } from '../../platform/http/access/principal.js';
import { ShutdownSequence } from '../../platform/lifecycle/shutdown-sequence.js';
import { ApiKeyStore } from './api-key-store.js';

/** A first use shows after so long; later ones of the same key are kept a minute apart. */
const LOOK_EVERY_MS = 1000;
const KEEP_EVERY_MS = 60_000;

interface Use {
  readonly tenant: string;
  at: Date;
  from: string | undefined;
}

/** Keeps when and from where each key was last used, apart from the requests that use it. */
@Injectable()
export class KeyUses implements OnModuleInit {
  private readonly logger = new Logger(KeyUses.name);
  /** Uses that are not kept yet, by key. */
  private readonly waiting = new Map<string, Use>();
  /** When the last use of a key was kept, in milliseconds of the monotonic clock. */
  private readonly keptAt = new Map<string, number>();
  private work: Promise<void> = Promise.resolve();

  constructor(
    private readonly store: ApiKeyStore,
    private readonly clock: Clock,
    private readonly shutdown: ShutdownSequence,
  ) {}

  onModuleInit(): void {
    let looking = false;
    const timer = setInterval(() => {
      if (looking) return;
      looking = true;
      this.work = this.keep(KEEP_EVERY_MS).finally(() => {
        looking = false;
      });
    }, LOOK_EVERY_MS);
    this.shutdown.on('work', 'the uses of API keys', async () => {
      clearInterval(timer);
      await this.work;
      await this.keep(0);
    });
  }

  /** @param from the address, which a use of a connection that stands does not know */
  note({ key, tenant }: Principal, from?: string): void {
    if (key === undefined) return;
    const known = this.waiting.get(key);
    if (!known) {
      this.waiting.set(key, { tenant, at: this.clock.now(), from });
      return;
    }
    known.at = this.clock.now();
    known.from = from ?? known.from;
  }

  /** Keeps the uses of the keys whose last kept one is so old. */
  private async keep(atLeastMs: number): Promise<void> {
    const now = performance.now();
    for (const [key, keptAt] of this.keptAt) if (now - keptAt >= atLeastMs) this.keptAt.delete(key);
    for (const [key, { tenant, at, from }] of this.waiting) {
      if (this.keptAt.has(key)) continue;
      this.waiting.delete(key);
      this.keptAt.set(key, now);
      try {
        await this.store.keepUse(tenant, key, at, from);
      } catch (error) {
        this.logger.debug(`A use of the API key ${key} could not be kept: ${String(error)}`);
      }
    }
  }
}
