/** Count, mean and sum of squared deviations of the values seen so far. */
export interface RunningMoments {
  readonly count: number;
  readonly mean: number;
  readonly m2: number;
}

export const NO_MOMENTS: RunningMoments = { count: 0, mean: 0, m2: 0 };

/**
 * The moments with one value more (Welford 1962, "Note on a method for calculating corrected sums of squares and
 * products"). Past `horizon` values the oldest fade out: the count stays, and each value weighs 1/horizon.
 */
export function withValue({ count, mean, m2 }: RunningMoments, value: number, horizon: number): RunningMoments {
  const kept = count < horizon ? 1 : (horizon - 1) / horizon;
  const next = Math.min(count + 1, horizon);
  const deviation = value - mean;
  const nextMean = mean + deviation / next;
  return { count: next, mean: nextMean, m2: m2 * kept + deviation * (value - nextMean) };
}

/** Sample standard deviation; 0 for fewer than two values. */
export function standardDeviation({ count, m2 }: RunningMoments): number {
  return count < 2 ? 0 : Math.sqrt(m2 / (count - 1));
}
