const HALF_LOG_TWO_PI = 0.9189385332046727;

/**
 * The standard normal distribution function, to an absolute error near 1e-15, from the Taylor series about 0 of
 * Marsaglia, "Evaluating the normal distribution" (Journal of Statistical Software 11(4), 2004).
 */
export function normalCdf(x: number): number {
  if (x < -8) return 0;
  if (x > 8) return 1;
  const square = x * x;
  let sum = x;
  let term = x;
  let previous = 0;
  for (let odd = 3; sum !== previous; odd += 2) {
    previous = sum;
    term *= square / odd;
    sum += term;
  }
  return 0.5 + sum * Math.exp(-0.5 * square - HALF_LOG_TWO_PI);
}
