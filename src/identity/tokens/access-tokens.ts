import { randomUUID, type KeyObject } from 'node:crypto';
import { JwtService } from '@nestjs/jwt';
import { CredentialVerifier } from '../../platform/http/access/credential-verifier.js';
import type { Principal } from '../../platform/http/access/principal.js';
import { AUDIENCE, ISSUER, principalOf, type TokenClaims } from './token-claims.js';

/** Lifetime of an access token, in seconds. */
export const TOKEN_LIFETIME_S = 3600;

/** Signs and verifies access tokens: JWT, HS256. */
export class AccessTokens extends CredentialVerifier {
  private readonly jwt: JwtService;

  constructor(secret: KeyObject) {
    super();
    this.jwt = new JwtService({
      secret,
      signOptions: { algorithm: 'HS256', issuer: ISSUER, audience: AUDIENCE },
      verifyOptions: { algorithms: ['HS256'], issuer: ISSUER, audience: AUDIENCE },
    });
  }

  /** @param lifetime in seconds */
  issue({ subject, tenant, roles, twins }: Principal, lifetime = TOKEN_LIFETIME_S): string {
    const claims: TokenClaims = { sub: subject, tenant, roles, ...(twins ? { twins } : {}) };
    return this.jwt.sign(claims, { expiresIn: lifetime, jwtid: randomUUID() });
  }

  /** The principal of a token, or undefined when it is malformed, forged or expired. */
  async verify(token: string): Promise<Principal | undefined> {
    try {
      return principalOf(await this.jwt.verifyAsync<object>(token));
    } catch {
      // Why a token is not good is nobody's business but its owner's, who sees the same 401 for every reason.
      return undefined;
    }
  }
}
