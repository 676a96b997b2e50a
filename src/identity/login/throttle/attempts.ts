import { Inject, Injectable } from '@nestjs/common';
import type { Config } from '../../../platform/config/config.js';
import { CONFIG } from '../../../platform/config/config.module.js';
import { addressKey } from '../../../platform/http/edges/rate-limits/address-key.js';
import { ProblemError } from '../../../platform/http/problems/problem.error.js';
import { countedBy, FailureCounts } from './failure-counts.js';

/** Who tries, as which account, which need not exist. */
export interface Attempt {
  readonly tenant: string;
  readonly username: string;
  /** Of the client. */
  readonly address: string;
}

/** Slows down whoever guesses passwords or codes, by account and by address. */
@Injectable()
export class Attempts {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly counts: FailureCounts,
  ) {}

  /**
   * Runs what checks a secret. It fails by `invalid-credentials`; any other error is no failure and no success. A
   * success clears the count of the account.
   * @throws ProblemError 429 when there were too many failures
   */
  async run<T>({ tenant, username, address }: Attempt, check: () => Promise<T>): Promise<T> {
    const { loginAccountFailures, loginAddressFailures, loginWindowMinutes } = this.config;
    const windowMs = loginWindowMinutes * 60_000;
    const account = countedBy(tenant, 'account', username, { limit: loginAccountFailures, windowMs, slides: true });
    // Many share an address, so its failures are not remembered for longer because others go on failing.
    const network = addressKey(address);
    const from = countedBy('*', 'address', network, { limit: loginAddressFailures, windowMs, slides: false });
    const wait = await this.counts.attempt([from, account]);
    if (wait > 0) throw tooMany(wait);
    try {
      const result = await check();
      await this.counts.clear(account);
      await this.counts.giveBack(from);
      return result;
    } catch (error) {
      if (!isFailure(error)) for (const one of [account, from]) await this.counts.giveBack(one);
      throw error;
    }
  }
}

/** What a check throws when the secret is wrong; the same for everything that is wrong. */
export function wrongCredentials(): ProblemError {
  return new ProblemError('invalid-credentials', 'The user name, the password or the code is wrong.');
}

function isFailure(error: unknown): boolean {
  return error instanceof ProblemError && error.code === 'invalid-credentials';
}

function tooMany(waitMs: number): ProblemError {
  return new ProblemError('too-many-requests', 'There were too many failed attempts: wait as Retry-After says.', {
    headers: { 'retry-after': String(Math.ceil(waitMs / 1000)) },
  });
}
