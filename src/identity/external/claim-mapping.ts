import type { Principal } from '../../platform/http/access/principal.js';
import { isStorableText } from '../../platform/http/validation/identifier.js';
import { moment } from '../tokens/token-claims.js';

/** What subjects of an identity provider start with, so that none is taken for a user or key of ours. */
export const EXTERNAL_SUBJECT = 'oidc:';
const DEFAULT_TENANT = 'default';
const LONGEST_SUBJECT = 256;

/** Where a provider's tokens say what we need: paths of claims, such as `realm_access.roles`. */
export interface ClaimPaths {
  readonly subject: string;
  readonly roles: string;
  /** Undefined: everybody is of the tenant `default`. */
  readonly tenant: string | undefined;
  /** Undefined: everybody reaches all twins. */
  readonly twins: string | undefined;
  /** Pairs of the provider's role and ours; undefined: the provider's roles have our names. */
  readonly roleMap: readonly (readonly [string, string])[] | undefined;
}

/**
 * Whom the claims of a verified token stand for; undefined without a subject, or without a tenant where one is looked
 * for. Where twins are looked for and are not there, none are reached.
 */
export function externalPrincipal(claims: Readonly<Record<string, unknown>>, paths: ClaimPaths): Principal | undefined {
  const subject = claimAt(claims, paths.subject);
  const tenant = paths.tenant === undefined ? DEFAULT_TENANT : claimAt(claims, paths.tenant);
  if (!isName(subject) || !isName(tenant)) return undefined;
  return {
    subject: EXTERNAL_SUBJECT + subject,
    tenant,
    roles: rolesOf(texts(claimAt(claims, paths.roles)), paths.roleMap),
    twins: paths.twins === undefined ? undefined : texts(claimAt(claims, paths.twins)),
    issuedAt: moment(claims.iat),
    expiresAt: moment(claims.exp),
  };
}

/** A claim of exactly this name, which may be a URL, or else the one to which the names between the dots lead. */
function claimAt(claims: Readonly<Record<string, unknown>>, path: string): unknown {
  if (Object.hasOwn(claims, path)) return claims[path];
  return path.split('.').reduce<unknown>((at, name) => member(at, name), claims);
}

function member(at: unknown, name: string): unknown {
  if (typeof at !== 'object' || at === null || !Object.hasOwn(at, name)) return undefined;
  return (at as Record<string, unknown>)[name];
}

/** An array of texts, or one text in which spaces divide them as in a `scope` (RFC 6749, 3.3). */
function texts(claim: unknown): string[] {
  const listed: unknown[] = typeof claim === 'string' ? claim.split(' ') : Array.isArray(claim) ? claim : [];
  return listed.filter((entry): entry is string => typeof entry === 'string' && entry !== '');
}

function rolesOf(given: readonly string[], map: ClaimPaths['roleMap']): readonly string[] {
  if (!map) return given;
  const own = map.filter(([theirs]) => given.includes(theirs)).map(([, ours]) => ours);
  return [...new Set(own)];
}

function isName(claim: unknown): claim is string {
  return typeof claim === 'string' && claim !== '' && claim.length <= LONGEST_SUBJECT && isStorableText(claim);
}
