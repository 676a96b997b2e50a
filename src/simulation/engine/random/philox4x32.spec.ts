import { describe, expect, it } from '@jest/globals';
import { Philox4x32 } from './philox4x32.js';

type Four = [number, number, number, number];

function words(counter: Four, key: [number, number]): string[] {
  const philox = new Philox4x32();
  philox.generate(...counter, ...key);
  return [philox.word0, philox.word1, philox.word2, philox.word3].map((word) => (word >>> 0).toString(16));
}

describe('Philox4x32-10', () => {
  // The known-answer vectors of Random123, tests/kat_vectors.
  it.each<[Four, [number, number], string[]]>([
    [
      [0, 0, 0, 0],
      [0, 0],
      ['6627e8d5', 'e169c58d', 'bc57ac4c', '9b00dbd8'],
    ],
    [
      [0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff],
      [0xffffffff, 0xffffffff],
      ['408f276d', '41c83b0e', 'a20bc7c6', '6d5451fd'],
    ],
    [
      [0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344],
      [0xa4093822, 0x299f31d0],
      ['d16cfe09', '94fdcceb', '5001e420', '24126ea1'],
    ],
  ])('gives the published words of counter %p and key %p', (counter, key, expected) => {
    expect(words(counter, key)).toEqual(expected);
  });
});
