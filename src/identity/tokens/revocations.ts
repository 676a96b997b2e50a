import { setTimeout as sleep } from 'node:timers/promises';
import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.js';
import { Database } from '../../platform/database/database.js';
import type { Principal } from '../../platform/http/access/principal.js';
import { ShutdownSequence } from '../../platform/lifecycle/shutdown-sequence.js';
import { KnownRevocations, type Revocation } from './known-revocations.js';
import { RevocationStore } from './revocation-store.js';

/** Twice as often as the promised second, so that the reading itself has time. */
const READ_EVERY_MS = 500;
/** What was revoked elsewhere is unknown for so long when the log tells. */
const TELL_AFTER_MS = 5000;
const CLEAN_EVERY_MS = 3_600_000;
/** Longer than anything lives that a session or a key is good for by itself: see LONGEST_SESSION_TOKEN_S. */
const KEPT_MS = 25 * 3_600_000;

/** Whose credentials are no longer taken: one, or several at once, of a tenant. */
export interface RevocationTarget {
  readonly tenant: string;
  /** Everything that was issued to the subject until now. */
  readonly subject?: string;
  /** Everything that carries this session, for good. */
  readonly session?: string;
  /** The id of an API key, for good. */
  readonly key?: string;
}

/**
 * Ends credentials before their time, in every process within a second: each reads what is new in the table twice a
 * second. Sessions and keys are kept for a day, which outlives their tokens; subjects are kept for good, one row each,
 * since `opstwin token` mints tokens of any lifetime.
 */
@Injectable()
export class Revocations implements OnModuleInit {
  private readonly logger = new Logger(Revocations.name);
  private readonly known = new KnownRevocations();
  private reading = false;
  private readAt = performance.now();
  private cleanedAt = -Infinity;
  private told = false;

  constructor(
    private readonly database: Database,
    private readonly store: RevocationStore,
    private readonly clock: Clock,
    private readonly shutdown: ShutdownSequence,
  ) {}

  /** @throws Error when what is revoked cannot be read: the process must not start without knowing */
  async onModuleInit(): Promise<void> {
    await this.read();
    const timer = setInterval(() => {
      this.tick();
    }, READ_EVERY_MS);
    this.shutdown.on('connections', 'the reading of revocations', () => {
      clearInterval(timer);
    });
  }

  /**
   * Joins the transaction in progress and takes effect with its commit, in this process at once. What is issued after it
   * resolves is not concerned.
   */
  async revoke({ tenant, subject, session, key }: RevocationTarget): Promise<void> {
    const at = this.clock.now();
    const revoked = Object.entries({ subject, session, key }).flatMap(([kind, id]) =>
      id === undefined ? [] : [{ tenant, kind, id, at } as Revocation],
    );
    if (revoked.length === 0) throw new Error('A revocation needs a subject, a session or a key');
    await this.database.transaction(async () => {
      for (const revocation of revoked) await this.store.add(revocation);
      this.database.afterCommit(() => {
        for (const revocation of revoked) this.known.add(revocation);
      });
    });
    // Times are compared in milliseconds, so that the next token must be issued in a later one.
    await sleep(2);
  }

  /** Whether the credential was revoked after it was issued, as far as this process knows. */
  isRevoked(principal: Principal, issuedAt: Date | undefined): boolean {
    return this.known.cover(principal, issuedAt);
  }

  private tick(): void {
    const silentMs = performance.now() - this.readAt;
    if (silentMs > TELL_AFTER_MS && !this.told) {
      this.told = true;
      this.logger.warn('Revoked credentials cannot be read from the database: those known so far are refused');
    }
    if (this.reading) return;
    this.reading = true;
    this.read()
      .catch((error: unknown) => {
        this.logger.debug(`Reading the revoked credentials failed: ${String(error)}`);
      })
      .finally(() => {
        this.reading = false;
      });
  }

  private async read(): Promise<void> {
    for (const revocation of await this.store.readNew()) this.known.add(revocation);
    this.readAt = performance.now();
    if (this.told) this.logger.log('Revoked credentials are read again');
    this.told = false;
    if (this.readAt - this.cleanedAt < CLEAN_EVERY_MS) return;
    this.cleanedAt = this.readAt;
    const oldest = new Date(this.clock.now().getTime() - KEPT_MS);
    await this.store.removeBefore(oldest);
    this.known.forgetBefore(oldest);
  }
}
