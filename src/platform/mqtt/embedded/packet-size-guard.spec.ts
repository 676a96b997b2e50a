import { describe, expect, it } from '@jest/globals';
import { PacketSizeGuard } from './packet-size-guard.js';

/** A packet's fixed header: its kind and its length in seven-bit groups. */
function header(length: number): number[] {
  const bytes = [0x30];
  do {
    const rest = Math.floor(length / 128);
    bytes.push((length % 128) | (rest > 0 ? 0x80 : 0));
    length = rest;
  } while (length > 0);
  return bytes;
}

function packet(length: number): Uint8Array {
  return Uint8Array.from([...header(length), ...new Array<number>(length).fill(0xff)]);
}

describe('PacketSizeGuard', () => {
  it('follows packets of any size, however they are cut', () => {
    const stream = Buffer.concat([packet(0), packet(127), packet(128), packet(20_000), packet(1)]);
    for (const size of [1, 2, 3, 1000, stream.length]) {
      const guard = new PacketSizeGuard();
      for (let at = 0; at < stream.length; at += size) expect(guard.accepts(stream.subarray(at, at + size))).toBe(true);
      expect(guard.accepts(Uint8Array.from(header(9 * 1024 * 1024)))).toBe(false);
    }
  });

  it('allows the first packet less, since its sender is unknown', () => {
    expect(new PacketSizeGuard().accepts(Uint8Array.from(header(70_000)))).toBe(false);
    const guard = new PacketSizeGuard();
    expect(guard.accepts(packet(10))).toBe(true);
    expect(guard.accepts(Uint8Array.from(header(8 * 1024 * 1024)))).toBe(true);
  });

  it('refuses a length without an end', () => {
    expect(new PacketSizeGuard().accepts(Uint8Array.of(0x10, 0x80, 0x80, 0x80, 0x80, 0x80))).toBe(false);
  });
});
