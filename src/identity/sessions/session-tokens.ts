import { Injectable } from '@nestjs/common';
import { EnabledTenants } from '../tenants/enabled-tenants.js';
import { AccessTokens } from '../tokens/access-tokens.js';
import type { User } from '../users/users.js';

/** Lifetime of the access tokens of a session, in seconds. */
export const SESSION_TOKEN_S = 15 * 60;

/** What a login and a refresh answer with (RFC 6749, 5.1). */
export interface SessionTokenPair {
  readonly access_token: string;
  readonly token_type: 'Bearer';
  /** Seconds until the access token expires. */
  readonly expires_in: number;
  readonly refresh_token: string;
}

/** Signs the access tokens of sessions. */
@Injectable()
export class SessionTokens {
  constructor(
    private readonly tokens: AccessTokens,
    private readonly tenants: EnabledTenants,
  ) {}

  /**
   * The user must be held by the transaction in progress, so that the token says what is true.
   * @throws ProblemError 403 when the tenant is disabled
   */
  issue({ username, tenant, roles, twins }: User, session: string, refreshToken: string): SessionTokenPair {
    this.tenants.require(tenant);
    const principal = { subject: username, tenant, roles, twins: twins ?? undefined, session };
    return {
      access_token: this.tokens.issue(principal, SESSION_TOKEN_S),
      token_type: 'Bearer',
      expires_in: SESSION_TOKEN_S,
      refresh_token: refreshToken,
    };
  }
}
