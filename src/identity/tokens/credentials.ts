import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.js';
import { CredentialVerifier } from '../../platform/http/access/credential-verifier.js';
import type { Principal } from '../../platform/http/access/principal.js';
import { ExternalTokens } from '../external/external-tokens.js';
import { ApiKeyVerifier } from '../keys/api-key-verifier.js';
import { KeyUses } from '../keys/key-uses.js';
import { EnabledTenants } from '../tenants/enabled-tenants.js';
import { AccessTokens } from './access-tokens.js';
import { formOf } from './credential-form.js';
import { Revocations } from './revocations.js';
import { VerifiedTokens } from './verified-tokens.js';

/** Verifies credentials of every form, and remembers the good ones for a while. */
@Injectable()
export class Credentials extends CredentialVerifier {
  private readonly verified = new VerifiedTokens();

  constructor(
    private readonly tokens: AccessTokens,
    private readonly keys: ApiKeyVerifier,
    private readonly external: ExternalTokens,
    private readonly revocations: Revocations,
    private readonly uses: KeyUses,
    private readonly tenants: EnabledTenants,
    private readonly clock: Clock,
  ) {
    super();
  }

  async verify(credential: string, from?: string): Promise<Principal | undefined> {
    const principal = await this.identify(credential, from);
    return principal && this.tenants.has(principal.tenant) ? principal : undefined;
  }

  /** As `verify`, whether the tenant is disabled or not, for doors that can say so. */
  async identify(credential: string, from?: string): Promise<Principal | undefined> {
    return this.remembered(credential, from) ?? this.accept(credential, await this.principalOf(credential), from);
  }

  /** The principal of a credential that was accepted within the last minute and is still good. */
  remembered(credential: string, from?: string): Principal | undefined {
    const principal = this.verified.principalOf(credential);
    if (!principal || !this.stands(principal)) return undefined;
    this.uses.note(principal, from);
    return principal;
  }

  /** Remembers whom a credential stands for that was found good. @returns undefined when it is revoked all the same */
  accept(credential: string, principal: Principal | undefined, from?: string): Principal | undefined {
    if (!principal || !this.stands(principal)) return undefined;
    this.verified.remember(credential, principal);
    this.uses.note(principal, from);
    return principal;
  }

  holds(principal: Principal): boolean {
    const good = this.stands(principal) && this.tenants.has(principal.tenant);
    if (good) this.uses.note(principal);
    return good;
  }

  private stands(principal: Principal): boolean {
    const { expiresAt, issuedAt } = principal;
    if (expiresAt && expiresAt <= this.clock.now()) return false;
    return !this.revocations.isRevoked(principal, issuedAt);
  }

  private async principalOf(credential: string): Promise<Principal | undefined> {
    switch (formOf(credential)) {
      case 'key':
        return this.keys.verify(credential);
      case 'own':
        return this.tokens.verify(credential);
      case 'external':
        return this.external.verify(credential);
      case undefined:
        return undefined;
    }
  }
}
