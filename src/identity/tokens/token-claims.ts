import type { Principal } from '../../platform/http/access/principal.js';

export const ISSUER = 'opstwin';
export const AUDIENCE = 'opstwin';

/** The claims of an access token (RFC 7519), besides the registered times. */
export interface TokenClaims {
  readonly sub: string;
  readonly tenant: string;
  readonly roles: readonly string[];
  readonly twins?: readonly string[];
  /** The session, of a token that a login gave. */
  readonly sid?: string;
}

/** The principal that verified claims stand for, or undefined when they are not an access token's. */
export function principalOf(claims: unknown): Principal | undefined {
  const { sub, tenant, roles, twins, sid, iat, exp } = (claims ?? {}) as Record<string, unknown>;
  if (typeof sub !== 'string' || typeof tenant !== 'string' || !isTexts(roles)) return undefined;
  if (twins !== undefined && !isTexts(twins)) return undefined;
  if (sid !== undefined && typeof sid !== 'string') return undefined;
  return { subject: sub, tenant, roles, twins, session: sid, issuedAt: moment(iat), expiresAt: moment(exp) };
}

/** @param claim a NumericDate: seconds since 1970, possibly with a fraction (RFC 7519, 2); undefined for all else */
export function moment(claim: unknown): Date | undefined {
  const date = new Date(typeof claim === 'number' ? claim * 1000 : NaN);
  return Number.isNaN(date.getTime()) ? undefined : date;
}

function isTexts(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((entry) => typeof entry === 'string');
}
