import { at } from '../block.js';
import { selectRanks } from './select-ranks.js';

/**
 * Exact quantiles with linear interpolation between order statistics (type 7 of Hyndman and Fan 1996, the default of
 * NumPy and R). Reorders the values in place: 8 bytes a value, and no copy is made.
 * @param probabilities ascending, each 0 to 1
 * @returns one quantile for each probability; NaN when there are no values
 */
export function quantiles(values: Float64Array, probabilities: readonly number[]): number[] {
  const places = probabilities.map((probability) => probability * (values.length - 1));
  const ranks = new Set(places.flatMap((place) => [Math.floor(place), Math.ceil(place)]));
  selectRanks(
    values,
    [...ranks].sort((a, b) => a - b),
  );
  return places.map((place) => {
    const below = at(values, Math.floor(place));
    const above = at(values, Math.ceil(place));
    return below + (above - below) * (place - Math.floor(place));
  });
}
