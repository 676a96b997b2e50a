import { hash, randomBytes, timingSafeEqual } from 'node:crypto';
import { crc32 } from 'node:zlib';

/** What every API key starts with. */
export const KEY_START = 'opstwin_';

const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
/** Characters for 64, 256 and 32 bits in base 62. */
const PREFIX_LENGTH = 11;
const SECRET_LENGTH = 43;
const CHECKSUM_LENGTH = 6;

/** The form of a key, for the scanners of source code too: then the checksum must fit. */
export const KEY_PATTERN = /^opstwin_([0-9A-Za-z]{11})_[0-9A-Za-z]{49}$/;

/** A key that was just made. Only `key` is secret, and nothing else tells it. */
export interface NewKey {
  readonly key: string;
  /** Finds the key; 64 random bits. */
  readonly prefix: string;
  readonly digest: Buffer;
}

/**
 * Makes a key: `opstwin_<prefix>_<secret>`, the secret of 256 random bits followed by the CRC-32 of all before it, both
 * in base 62, so that a mistyped key is known for one without asking the database.
 */
export function newKey(): NewKey {
  const prefix = base62(randomBytes(8), PREFIX_LENGTH);
  const body = `${KEY_START}${prefix}_${base62(randomBytes(32), SECRET_LENGTH)}`;
  const key = body + checksum(body);
  return { key, prefix, digest: digestOf(key) };
}

/** The prefix of a text that has the form of a key and its checksum; undefined for all others. */
export function prefixOf(text: string): string | undefined {
  const prefix = KEY_PATTERN.exec(text)?.[1];
  const body = text.slice(0, -CHECKSUM_LENGTH);
  return prefix !== undefined && checksum(body) === text.slice(-CHECKSUM_LENGTH) ? prefix : undefined;
}

/** Whether the key is the one of the digest, in a time that does not tell where they differ. */
export function isKeyOf(key: string, digest: Buffer): boolean {
  const own = digestOf(key);
  return own.length === digest.length && timingSafeEqual(own, digest);
}

/** SHA-256 is enough: nobody guesses 256 random bits, however fast they are tried. */
function digestOf(key: string): Buffer {
  return hash('sha256', key, 'buffer');
}

function checksum(body: string): string {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(crc32(body));
  return base62(bytes, CHECKSUM_LENGTH);
}

function base62(bytes: Buffer, length: number): string {
  let rest = BigInt(`0x${bytes.toString('hex')}`);
  let text = '';
  for (let i = 0; i < length; i++) {
    text = (ALPHABET[Number(rest % 62n)] ?? '') + text;
    rest /= 62n;
  }
  return text;
}
