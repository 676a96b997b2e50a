import fc from 'fast-check';
import { describe, expect, it } from '@jest/globals';
import { binaryArray } from './binary-arrays.js';

const Y2K = Date.UTC(2000, 0, 1);

/** Bytes of each element, as an array in binary form has them. */
function elements(bytes: Buffer): { type: number; items: Buffer[] } {
  expect([bytes.readInt32BE(0), bytes.readInt32BE(4), bytes.readInt32BE(16)]).toEqual([1, 0, 1]);
  const items: Buffer[] = [];
  for (let offset = 20; offset < bytes.length;) {
    const size = bytes.readInt32BE(offset);
    items.push(bytes.subarray(offset + 4, offset + 4 + size));
    offset += 4 + size;
  }
  expect(bytes.readInt32BE(12)).toBe(items.length);
  return { type: bytes.readInt32BE(8), items };
}

describe('binaryArray', () => {
  it('puts columns one behind the other', () => {
    const { type, items } = elements(binaryArray.float8([[1.5, -2], [], [1e300]]));
    expect([type, ...items.map((item) => item.readDoubleBE())]).toEqual([701, 1.5, -2, 1e300]);
  });

  it('writes whole numbers up to 2^53 exactly', () => {
    fc.assert(
      fc.property(fc.array(fc.maxSafeInteger()), (numbers) => {
        const { type, items } = elements(binaryArray.int8([numbers]));
        expect(type).toBe(20);
        expect(items.map((item) => item.readBigInt64BE())).toEqual(numbers.map(BigInt));
      }),
    );
  });

  it('counts instants in microseconds from 2000', () => {
    const { type, items } = elements(binaryArray.timestamptz([[1, Y2K, Y2K + 1]]));
    expect(type).toBe(1184);
    expect(items.map((item) => item.readBigInt64BE())).toEqual([BigInt(1 - Y2K) * 1000n, 0n, 1000n]);
  });

  it('gives short floats four bytes', () => {
    const { type, items } = elements(binaryArray.float4([[0.5, 1]]));
    expect([type, ...items.map((item) => item.readFloatBE())]).toEqual([700, 0.5, 1]);
  });
});
