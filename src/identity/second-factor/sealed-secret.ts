import { createCipheriv, createDecipheriv, randomBytes, type KeyObject } from 'node:crypto';

const CIPHER = 'aes-256-gcm';
/** Bytes of the nonce and of the tag (NIST SP 800-38D, 5.2.1). */
const NONCE = 12;
const TAG = 16;

/**
 * Encrypts a secret: nonce, tag and text, AES-256-GCM.
 * @param owner whose it is; sealed to it, so that the bytes are worth nothing in another's row
 */
export function seal(secret: Uint8Array, key: KeyObject, owner: string): Buffer {
  const nonce = randomBytes(NONCE);
  const cipher = createCipheriv(CIPHER, key, nonce).setAAD(Buffer.from(owner));
  const text = Buffer.concat([cipher.update(secret), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), text]);
}

/** The secret, or undefined when it was sealed with another key or for another owner, or was changed. */
export function unseal(sealed: Buffer, key: KeyObject, owner: string): Uint8Array | undefined {
  try {
    const decipher = createDecipheriv(CIPHER, key, sealed.subarray(0, NONCE), { authTagLength: TAG })
      .setAAD(Buffer.from(owner))
      .setAuthTag(sealed.subarray(NONCE, NONCE + TAG));
    return Buffer.concat([decipher.update(sealed.subarray(NONCE + TAG)), decipher.final()]);
  } catch {
    return undefined;
  }
}
