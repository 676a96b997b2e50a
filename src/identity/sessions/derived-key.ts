import { createSecretKey, hkdfSync, type KeyObject } from 'node:crypto';

/** A key of 256 bits for one purpose, derived from the signing secret (HKDF with SHA-256, RFC 5869). */
export function derivedKey(secret: KeyObject, purpose: string): KeyObject {
  return createSecretKey(Buffer.from(hkdfSync('sha256', secret, '', `opstwin ${purpose}`, 32)));
}
