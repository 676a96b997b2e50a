import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { chainHash, GENESIS_HASH } from './hash-chain.js';

describe('chainHash', () => {
  it('is SHA-256 over the previous hash, the position as eight bytes, and the SHA-256 of the body', () => {
    const content = createHash('sha256').update('{"a":"ü"}', 'utf8').digest();
    const place = Buffer.from('0000000000000102', 'hex');
    const expected = createHash('sha256')
      .update(Buffer.concat([Buffer.alloc(32), place, content]))
      .digest('hex');
    expect(chainHash(GENESIS_HASH, 0x102, '{"a":"ü"}')).toBe(expected);
  });
});
