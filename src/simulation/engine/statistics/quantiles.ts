import { at } from '../block.js';
import { selectRanks } from './select-ranks.js';

/**
 * Exact quantiles with linear interpolation between order statistics (type 7 of Hyndman and Fan 1996, the default of
 * NumPy and R). Reorders the values in place: 8 bytes a value, and no copy is made.
 * @param probabilities ascending, each 0 to 1
 * @returns one quantile for each probability; NaN when there are no values
 */
export function quantiles(values: Float64Array, probabilities: readonly number[]): number[] {
  const { places, ranks } = placesOf(values.length, probabilities);
  selectRanks(values, ranks);
  return quantilesAt(places, (rank) => at(values, rank));
}

/** Where quantiles of `count` values lie, in ranks from 0, and the ranks, ascending, whose values they take. */
export function placesOf(count: number, probabilities: readonly number[]): { places: number[]; ranks: number[] } {
  const places = probabilities.map((probability) => probability * (count - 1));
  const ranks = new Set(places.flatMap((place) => [Math.floor(place), Math.ceil(place)]));
  return { places, ranks: [...ranks].sort((a, b) => a - b) };
}

/** @param valueOf the value of a rank */
export function quantilesAt(places: readonly number[], valueOf: (rank: number) => number): number[] {
  return places.map((place) => {
    const below = valueOf(Math.floor(place));
    const above = valueOf(Math.ceil(place));
    return below + (above - below) * (place - Math.floor(place));
  });
}
