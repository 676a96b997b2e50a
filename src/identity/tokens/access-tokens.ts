import { randomUUID, type KeyObject } from 'node:crypto';
import { JwtService } from '@nestjs/jwt';
import type { Principal } from '../../platform/http/access/principal.js';
import { AUDIENCE, ISSUER, principalOf, type TokenClaims } from './token-claims.js';

/** Lifetime of an access token, in seconds. */
export const TOKEN_LIFETIME_S = 3600;
/** Longest lifetime of a token of a session, in seconds: its revocation is forgotten some time after. */
export const LONGEST_SESSION_TOKEN_S = 24 * 3600;

/** Signs and verifies access tokens: JWT, HS256. */
export class AccessTokens {
  private readonly jwt: JwtService;

  constructor(secret: KeyObject) {
    this.jwt = new JwtService({
      secret,
      signOptions: { algorithm: 'HS256', issuer: ISSUER, audience: AUDIENCE },
      verifyOptions: { algorithms: ['HS256'], issuer: ISSUER, audience: AUDIENCE },
    });
  }

  /**
   * The time of issue is in milliseconds, so that a revocation tells what came before it from what came after.
   * @param lifetime in seconds
   */
  issue({ subject, tenant, roles, twins, session }: Principal, lifetime = TOKEN_LIFETIME_S): string {
    if (session !== undefined && lifetime > LONGEST_SESSION_TOKEN_S) throw new RangeError('A session ends before that');
    const claims: TokenClaims & { iat: number } = {
      sub: subject,
      tenant,
      roles,
      ...(twins ? { twins } : {}),
      ...(session === undefined ? {} : { sid: session }),
      iat: Date.now() / 1000,
    };
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
