import { hash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock/clock.js';
import { Database } from '../../../platform/database/database.js';
import { isStorableText } from '../../../platform/http/validation/identifier.js';
import { counted, waitOf, type FailureCount, type ThrottleRule } from './failure-count.js';

/** Whose failures are counted. */
export interface Counted {
  readonly tenant: string;
  /** Digest of what is counted: nothing is kept of what somebody typed as a user name. */
  readonly key: Buffer;
  readonly rule: ThrottleRule;
}

/** @param tenant as it was sent, which need not be one */
export function countedBy(tenant: string, kind: string, name: string, rule: ThrottleRule): Counted {
  const key = hash('sha256', JSON.stringify([kind, tenant, name]), 'buffer');
  return { tenant: isStorableText(tenant) ? tenant : '', key, rule };
}

/** The counts of failed attempts, which all processes share. They are the system's, since addresses are of no tenant. */
@Injectable()
export class FailureCounts {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /**
   * Counts an attempt before it is made, so that many at once are no more than one after the other. Always given in the
   * same order of kinds, so that two attempts cannot wait for each other.
   * @returns the milliseconds to wait, when there may be none now: then nothing was counted
   */
  attempt(all: readonly Counted[]): Promise<number> {
    return this.database.asSystem(() => this.database.transaction(() => this.countAll(all)));
  }

  /** Takes back an attempt that was no failure. */
  async giveBack({ tenant, key, rule }: Counted): Promise<void> {
    await this.database.asSystem(() =>
      this.database.execute(
        `UPDATE login_failures SET failures = greatest(failures - 1, 0),
           blocked_until = CASE WHEN failures <= $3 THEN NULL ELSE blocked_until END
         WHERE tenant = $1 AND key = $2`,
        [tenant, key, rule.limit],
      ),
    );
  }

  async clear({ tenant, key }: Counted): Promise<void> {
    const sql = 'DELETE FROM login_failures WHERE tenant = $1 AND key = $2';
    await this.database.asSystem(() => this.database.execute(sql, [tenant, key]));
  }

  /** Removes what counts as none by now. */
  async forget(): Promise<void> {
    await this.database.execute('DELETE FROM login_failures WHERE forgotten_at <= $1', [this.clock.now()]);
  }

  private async countAll(all: readonly Counted[]): Promise<number> {
    const kept: (FailureCount | undefined)[] = [];
    for (const one of all) kept.push(await this.lock(one));
    const now = this.clock.now();
    const wait = Math.max(...kept.map((count) => waitOf(count, now)));
    if (wait > 0) return wait;
    for (const [i, one] of all.entries()) await this.keep(one, counted(kept[i], one.rule, now));
    return 0;
  }

  private async lock({ tenant, key }: Counted): Promise<FailureCount | undefined> {
    await this.database.execute(
      'INSERT INTO login_failures (tenant, key, failures, forgotten_at) VALUES ($1, $2, 0, $3) ON CONFLICT DO NOTHING',
      [tenant, key, this.clock.now()],
    );
    return this.database.first<FailureCount>(
      `SELECT failures, blocked_until AS "blockedUntil", forgotten_at AS "forgottenAt"
       FROM login_failures WHERE tenant = $1 AND key = $2 FOR UPDATE`,
      [tenant, key],
    );
  }

  private async keep({ tenant, key }: Counted, count: FailureCount): Promise<void> {
    await this.database.execute(
      `INSERT INTO login_failures (tenant, key, failures, blocked_until, forgotten_at) VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT (tenant, key) DO UPDATE SET
         failures = excluded.failures, blocked_until = excluded.blocked_until, forgotten_at = excluded.forgotten_at`,
      [tenant, key, count.failures, count.blockedUntil, count.forgottenAt],
    );
  }
}
