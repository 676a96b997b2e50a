import { at } from '../block.js';

/**
 * The share of the first `count` paired samples in which `best` is not beaten by any of the others, 0 to 1.
 * @param sign 1 when more is better, -1 when less is
 */
export function bestShare(best: Float64Array, others: readonly Float64Array[], sign: 1 | -1, count: number): number {
  if (others.length === 0) return 1;
  let unbeaten = 0;
  for (let index = 0; index < count; index += 1) {
    const value = sign * at(best, index);
    let beaten = false;
    for (const other of others) {
      if (sign * at(other, index) > value) beaten = true;
    }
    if (!beaten) unbeaten += 1;
  }
  return unbeaten / count;
}
