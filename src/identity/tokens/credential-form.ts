import { KEY_START } from '../keys/key-text.js';
import { ISSUER } from './token-claims.js';

/** Who can verify a credential: the keeper of API keys, of our own tokens, or of those of an identity provider. */
export type CredentialForm = 'key' | 'own' | 'external';

/** Longer than any token that fits into a request's headers. */
const LONGEST = 32_768;

/**
 * What a credential looks like, before anything of it is believed; undefined when it is nothing that can be verified. A
 * token whose parts are not canonical base64url (RFC 4648, 3.5) is none: libraries read such a text as the very bytes
 * of another one, so that two texts would be one token.
 */
export function formOf(credential: string): CredentialForm | undefined {
  if (credential.length > LONGEST) return undefined;
  if (credential.startsWith(KEY_START)) return 'key';
  const parts = credential.split('.');
  const [, payload] = parts;
  if (parts.length !== 3 || payload === undefined || !parts.every(isCanonical)) return undefined;
  return issuerOf(payload) === ISSUER ? 'own' : 'external';
}

function isCanonical(part: string): boolean {
  return part !== '' && Buffer.from(part, 'base64url').toString('base64url') === part;
}

function issuerOf(payload: string): unknown {
  try {
    const claims = JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')) as { iss?: unknown } | null;
    return claims?.iss;
  } catch {
    // Not JSON: no token of ours, and whoever verifies the others refuses it.
    return undefined;
  }
}
