import { createHash } from 'node:crypto';

/** What the first event of a tenant is chained to. */
export const GENESIS_HASH = '0'.repeat(64);

/** A position of the log, and the hash that the chain has there, in hex. */
export interface ChainPoint {
  readonly position: number;
  readonly hash: string;
}

/** SHA-256(previous ‖ position as 8 bytes, big-endian ‖ SHA-256(body)), in hex: what `append_events` writes. */
export function chainHash(previous: string, position: number, body: string): string {
  const place = Buffer.alloc(8);
  place.writeBigUInt64BE(BigInt(position));
  const content = createHash('sha256').update(body).digest();
  return createHash('sha256').update(Buffer.from(previous, 'hex')).update(place).update(content).digest('hex');
}
