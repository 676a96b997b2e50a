import { at, BLOCK_SIZE } from '../block.js';
import { Moments } from './moments.js';

/**
 * Moments of first[i] - second[i] over the first `count` samples. With common random numbers the standard error of the
 * mean difference is that of the differences, mostly far below what two independent runs would give
 * (Law, Simulation Modeling and Analysis, section 11.2).
 */
export function pairedDifference(first: Float64Array, second: Float64Array, count: number): Moments {
  const differences = new Float64Array(Math.min(BLOCK_SIZE, count));
  let moments = Moments.NONE;
  for (let from = 0; from < count; from += BLOCK_SIZE) {
    const length = Math.min(BLOCK_SIZE, count - from);
    for (let index = 0; index < length; index += 1) {
      differences[index] = at(first, from + index) - at(second, from + index);
    }
    moments = moments.merge(Moments.of(differences, 0, length));
  }
  return moments;
}
