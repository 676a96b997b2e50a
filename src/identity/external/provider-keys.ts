import { Logger } from '@nestjs/common';
import { createRemoteJWKSet, type CompactJWSHeaderParameters, type CryptoKey, type FlattenedJWSInput } from 'jose';

/** The provider is asked at most so often, whatever key ids tokens name. */
const ASK_AGAIN_MS = 5000;
/** Keys that are older are read again while they are used, so that one that the provider withdrew ends. */
const FRESH_MS = 300_000;
const TIMEOUT_MS = 5000;

/**
 * The public keys of an identity provider (JWK set, RFC 7517, 5). A key id that is not known yet has them read at once,
 * so that the provider can change its keys at any time; while it does not answer, those that are known stay good.
 */
export class ProviderKeys {
  private readonly logger = new Logger('IdentityProvider');
  private readonly remote: ReturnType<typeof createRemoteJWKSet>;
  private askedAt = -Infinity;
  private failing = false;

  constructor(
    url: URL,
    private readonly now: () => number = () => performance.now(),
  ) {
    // It never reads the set of its own accord: when to do so is decided here.
    this.remote = createRemoteJWKSet(url, {
      cooldownDuration: Infinity,
      cacheMaxAge: Infinity,
      timeoutDuration: TIMEOUT_MS,
    });
  }

  /** The key that a token's header names. @throws Error when there is none, or no key has ever been read */
  async find(header: CompactJWSHeaderParameters, token: FlattenedJWSInput): Promise<CryptoKey> {
    const { kid } = header;
    if (typeof kid !== 'string') throw new Error('The token does not name its key');
    const age = this.now() - this.askedAt;
    if (!this.knows(kid)) {
      if (this.remote.reloading || age >= ASK_AGAIN_MS) await this.ask();
    } else if (age >= FRESH_MS) void this.ask();
    if (!this.remote.jwks()) throw new Error('The keys of the identity provider are not known');
    return this.remote(header, token);
  }

  private knows(kid: string): boolean {
    return this.remote.jwks()?.keys.some((key) => key.kid === kid) ?? false;
  }

  private async ask(): Promise<void> {
    this.askedAt = this.now();
    try {
      await this.remote.reload();
      if (this.failing) this.logger.log('The keys of the identity provider can be read again');
      this.failing = false;
    } catch (error) {
      if (!this.failing) this.logger.warn(`The keys of the identity provider cannot be read: ${reasonOf(error)}`);
      this.failing = true;
    }
  }
}

/** What `fetch` says is behind what it throws. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause === undefined ? error.message : `${error.message}: ${reasonOf(error.cause)}`;
}
