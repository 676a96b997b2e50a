import { createHmac, hash, randomBytes, type KeyObject } from 'node:crypto';

/** Lifetime of a refresh token, in seconds. */
export const REFRESH_LIFETIME_S = 30 * 24 * 3600;

/** The first refresh token of a session: 256 bits, base64url. */
export function newRefreshToken(): string {
  return randomBytes(32).toString('base64url');
}

/**
 * The token that follows another: always the same, so that a client that lost the answer gets it once more, and only
 * to be worked out with the key. 256 bits, base64url.
 */
export function successorOf(token: string, key: KeyObject): string {
  return createHmac('sha256', key).update(token).digest('base64url');
}

/** What is kept of a token. It is random, so that a plain hash does. */
export function digestOf(token: string): Buffer {
  return hash('sha256', token, 'buffer');
}
