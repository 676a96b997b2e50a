/** Samples are drawn, evaluated and checked in blocks of this many: progress, cancellation and early stop happen between them. */
export const BLOCK_SIZE = 4096;

const OUTSIDE = NaN;

/**
 * The value at an index that the caller knows to lie inside the array. Inner loops read through it, as the compiler
 * cannot know the bounds; an index outside reads NaN, which a run reports.
 */
export function at(values: Float64Array, index: number): number {
  return values[index] ?? OUTSIDE;
}
