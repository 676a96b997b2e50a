import { isInstant } from '../timestamp.js';

const DIGITS = /^\+?\d+$/;

/**
 * Milliseconds since 1970 of so many units, cut off to whole ones without going through a double, which holds no
 * nanoseconds of our time.
 * @param digits a whole number as text
 * @param decimals places from milliseconds to the unit: 6 for nanoseconds, 3 for microseconds, -3 for seconds
 * @returns undefined when it is not an instant of the years 1970 to 2200
 */
export function epochMilliseconds(digits: string, decimals: number): number | undefined {
  if (!DIGITS.test(digits)) return undefined;
  const whole = decimals > 0 ? digits.slice(0, -decimals) : digits + '0'.repeat(-decimals);
  const milliseconds = Number(whole);
  return isInstant(milliseconds) ? milliseconds : undefined;
}
