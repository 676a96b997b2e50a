import { setTimeout as timeout } from 'node:timers/promises';

/** The longest time that a timer of Node can count; a longer one would fire at once. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

export interface Clock {
  /** Milliseconds on a scale that only ever goes forward. */
  now(): number;
  /** Waits so many milliseconds, at most some 24 days; throws when the signal aborts. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

export const systemClock: Clock = {
  now: () => performance.now(),
  sleep: (ms, signal) => timeout(Math.min(ms, LONGEST_TIMER_MS), undefined, signal ? { signal } : {}),
};
