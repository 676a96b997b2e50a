import type { Principal } from '../../platform/http/access/principal.js';

export const ISSUER = 'opstwin';
export const AUDIENCE = 'opstwin';

/** The claims of an access token (RFC 7519), besides the registered times. */
export interface TokenClaims {
  readonly sub: string;
  readonly tenant: string;
  readonly roles: readonly string[];
  readonly twins?: readonly string[];
}

/** The principal that verified claims stand for, or undefined when they are not an access token's. */
export function principalOf(claims: unknown): Principal | undefined {
  const { sub, tenant, roles, twins, exp } = (claims ?? {}) as Record<string, unknown>;
  if (typeof sub !== 'string' || typeof tenant !== 'string' || !isTexts(roles)) return undefined;
  if (twins !== undefined && !isTexts(twins)) return undefined;
  // `exp` is in seconds (RFC 7519, 4.1.4).
  const expiresAt = typeof exp === 'number' ? new Date(exp * 1000) : undefined;
  return { subject: sub, tenant, roles, twins, expiresAt };
}

function isTexts(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((entry) => typeof entry === 'string');
}
