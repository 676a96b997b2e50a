import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { counted, waitOf, type FailureCount, type ThrottleRule } from './failure-count.js';

const MINUTE = 60_000;
const RULE: ThrottleRule = { limit: 3, windowMs: 15 * MINUTE, slides: true };

/** Attempts as an attacker makes them, each after a pause; those that have to wait are not made. */
function made(pauses: readonly number[], rule = RULE): { at: number; wait: number }[] {
  let now = 0;
  let kept: FailureCount | undefined;
  return pauses.map((pause) => {
    now += pause;
    const wait = waitOf(kept, new Date(now));
    if (wait === 0) kept = counted(kept, rule, new Date(now));
    return { at: now, wait };
  });
}

describe('counting failures', () => {
  it('lets as many through as the limit says, and then makes them wait, longer each time', () => {
    const waits = made([0, 0, 0, 0, MINUTE, 0, 2 * MINUTE, 0, 4 * MINUTE, 0, 8 * MINUTE, 0, 15 * MINUTE, 0]);
    expect(waits.map(({ wait }) => wait / MINUTE)).toEqual([0, 0, 0, 1, 0, 2, 0, 4, 0, 8, 0, 15, 0, 15]);
  });

  it('forgets after a window without failures', () => {
    expect(made([0, 0, 15 * MINUTE, 0, 0, 0]).map(({ wait }) => wait > 0)).toEqual([
      false,
      false,
      false,
      false,
      false,
      true,
    ]);
  });

  it('forgets a window after the first failure where it does not slide', () => {
    const rule = { ...RULE, slides: false };
    expect(made([0, 14 * MINUTE, 2 * MINUTE, 0], rule).every(({ wait }) => wait === 0)).toBe(true);
    expect(made([0, 14 * MINUTE, 2 * MINUTE, 0]).every(({ wait }) => wait === 0)).toBe(false);
  });

  it('never lets more than the limit through within a window, for whatever pattern', () => {
    const pause = fc.integer({ min: 0, max: 5 * MINUTE });
    fc.assert(
      fc.property(fc.array(pause, { maxLength: 200 }), (pauses) => {
        const through = made(pauses, { ...RULE, limit: 10 }).filter(({ wait }) => wait === 0);
        for (const [i, { at }] of through.entries()) {
          // After the limit one may try once for each wait: 1, 2, 4, 8 minutes.
          const within = through.slice(i).filter((other) => other.at < at + RULE.windowMs);
          expect(within.length).toBeLessThanOrEqual(10 + 4);
        }
      }),
    );
  });
});
