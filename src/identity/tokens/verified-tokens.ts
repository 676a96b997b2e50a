import { hash } from 'node:crypto';
import type { Principal } from '../../platform/http/access/principal.js';

/** Longest time for which a token is taken at its word before it is verified again, in milliseconds. */
const TRUSTED_MS = 60_000;
/** Tokens remembered at once; the oldest makes room. About 1 kB each. */
const MOST_TOKENS = 10_000;

interface Verified {
  readonly principal: Principal;
  readonly until: number;
}

/**
 * Remembers whom good tokens and keys stand for, since verifying the signature again takes longer than storing a sample,
 * and asking the database for a key takes as long. It keeps a digest and not the token, and no longer than the token is
 * good. Whoever asks it checks besides whether the token was revoked since.
 */
export class VerifiedTokens {
  private readonly known = new Map<string, Verified>();

  constructor(
    private readonly now: () => number = Date.now,
    private readonly most = MOST_TOKENS,
  ) {}

  /** The principal of a token that was found good within the last minute and has not expired since. */
  principalOf(token: string): Principal | undefined {
    const key = digest(token);
    const verified = this.known.get(key);
    if (!verified) return undefined;
    if (this.now() < verified.until) return verified.principal;
    this.known.delete(key);
    return undefined;
  }

  remember(token: string, principal: Principal): void {
    const key = digest(token);
    this.known.delete(key);
    for (const [oldest] of this.known) {
      if (this.known.size < this.most) break;
      this.known.delete(oldest);
    }
    const until = Math.min(this.now() + TRUSTED_MS, principal.expiresAt?.getTime() ?? Infinity);
    this.known.set(key, { principal, until });
  }
}

function digest(token: string): string {
  return hash('sha256', token, 'base64');
}
