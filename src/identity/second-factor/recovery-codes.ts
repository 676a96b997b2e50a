import { hash, randomInt } from 'node:crypto';

/** How many are given at once. */
const CODES = 10;
/** Crockford's base32 without look-alikes. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const GROUPS = 4;
const GROUP = 4;

/** New recovery codes, of 80 bits each: `X7QK-2M9D-H4TE-0R6W`. */
export function newRecoveryCodes(): string[] {
  return Array.from({ length: CODES }, newCode);
}

/**
 * What is kept of a code; it is random, so that a plain hash does. However it is typed, with or without hyphens and
 * spaces and in whatever case, it is the same.
 * @param owner whose it is
 */
export function recoveryDigest(code: string, owner: string): Buffer {
  return hash('sha256', `${owner} ${code.replace(/[\s-]/g, '').toUpperCase()}`, 'buffer');
}

function newCode(): string {
  const group = () => Array.from({ length: GROUP }, () => ALPHABET[randomInt(ALPHABET.length)]).join('');
  return Array.from({ length: GROUPS }, group).join('-');
}
