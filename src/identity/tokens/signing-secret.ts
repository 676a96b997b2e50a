import { createSecretKey, type KeyObject } from 'node:crypto';
import type { Config } from '../../platform/config/config.js';
import { generatedSecrets } from '../../platform/config/generated-secrets.js';

/** Injection token of the secret that signs access tokens. */
export const SIGNING_SECRET = Symbol('SigningSecret');

/**
 * The configured secret, or the one generated in the data directory. It is a key object, since with a string the JWT
 * library tries at each request whether it could be a public key.
 */
export async function signingSecret(config: Config): Promise<KeyObject> {
  return secretKey(config.jwtSecret ?? (await generatedSecrets(config.dataDirectory)).jwtSecret);
}

export function secretKey(secret: string): KeyObject {
  return createSecretKey(Buffer.from(secret));
}
