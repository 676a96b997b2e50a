/**
 * √n times the greatest distance between the values' distribution function and that of a continuous distribution.
 * Under the right distribution it exceeds 1.63 once in a hundred times (Kolmogorov).
 */
export function kolmogorovSmirnov(values: Float64Array, cdf: (x: number) => number): number {
  const sorted = values.slice().sort();
  let distance = 0;
  sorted.forEach((value, index) => {
    const expected = cdf(value);
    distance = Math.max(distance, expected - index / sorted.length, (index + 1) / sorted.length - expected);
  });
  return distance * Math.sqrt(sorted.length);
}
