const MULTIPLIER_0 = 0xd2511f53;
const MULTIPLIER_1 = 0xcd9e8d57;
const WEYL_0 = 0x9e3779b9;
const WEYL_1 = 0xbb67ae85;
const ROUNDS = 10;

/** Bound once: in the contexts that tests run in, every look at a global goes through a slow interceptor. */
const { imul } = Math;

/**
 * Philox4x32-10 of Salmon, Moraes, Dror and Shaw, "Parallel random numbers: as easy as 1, 2, 3" (SC 2011): a keyed
 * bijection of 128-bit counters. It has no state, so any number of any stream is computed directly from its place.
 * The four result words are fields (signed 32-bit integers), so that the inner loop allocates nothing.
 */
export class Philox4x32 {
  word0 = 0;
  word1 = 0;
  word2 = 0;
  word3 = 0;

  /** Sets the words to the block of a counter (c0 to c3) under a key (k0, k1), each read as a 32-bit integer. */
  generate(c0: number, c1: number, c2: number, c3: number, k0: number, k1: number): void {
    let key0 = k0 | 0;
    let key1 = k1 | 0;
    let x0 = c0 | 0;
    let x1 = c1 | 0;
    let x2 = c2 | 0;
    let x3 = c3 | 0;
    for (let round = 0; round < ROUNDS; round += 1) {
      const high0 = highWord(x0, MULTIPLIER_0);
      const high1 = highWord(x2, MULTIPLIER_1);
      const low0 = imul(x0, MULTIPLIER_0);
      const low1 = imul(x2, MULTIPLIER_1);
      x0 = high1 ^ x1 ^ key0;
      x1 = low1;
      x2 = high0 ^ x3 ^ key1;
      x3 = low0;
      key0 = (key0 + WEYL_0) | 0;
      key1 = (key1 + WEYL_1) | 0;
    }
    this.word0 = x0;
    this.word1 = x1;
    this.word2 = x2;
    this.word3 = x3;
  }
}

/** The upper 32 bits of the 64-bit product of two unsigned words, from four products of halves. */
function highWord(a: number, b: number): number {
  const aLow = a & 0xffff;
  const aHigh = a >>> 16;
  const bLow = b & 0xffff;
  const bHigh = b >>> 16;
  const middle = (imul(aHigh, bLow) + (imul(aLow, bLow) >>> 16)) | 0;
  const carry = ((middle & 0xffff) + imul(aLow, bHigh)) | 0;
  return (imul(aHigh, bHigh) + (middle >>> 16) + (carry >>> 16)) | 0;
}
