/** How many failures are borne, and for how long they are remembered. */
export interface ThrottleRule {
  readonly limit: number;
  readonly windowMs: number;
  /** Whether each failure begins the window anew; otherwise the first one does. */
  readonly slides: boolean;
}

/** Failed attempts of an account or an address, and those that are under way. */
export interface FailureCount {
  readonly failures: number;
  /** Until then there is no further attempt; null when there may be. */
  readonly blockedUntil: Date | null;
  /** From then on it counts as none. */
  readonly forgottenAt: Date;
}

/** The first wait, in milliseconds; each further failure doubles it, up to the window. */
const FIRST_WAIT_MS = 60_000;

/** Milliseconds until there may be an attempt; 0 for at once. */
export function waitOf(kept: FailureCount | undefined, now: Date): number {
  return Math.max(0, (kept?.blockedUntil?.getTime() ?? 0) - now.getTime());
}

/** The count with one more attempt, which is taken for a failure until it is known to be none. */
export function counted(kept: FailureCount | undefined, rule: ThrottleRule, now: Date): FailureCount {
  const known = kept && kept.forgottenAt > now ? kept : undefined;
  const failures = (known?.failures ?? 0) + 1;
  const windowEnd = rule.slides || !known ? after(now, rule.windowMs) : known.forgottenAt;
  if (failures < rule.limit) return { failures, blockedUntil: null, forgottenAt: windowEnd };
  const wait = Math.min(FIRST_WAIT_MS * 2 ** (failures - rule.limit), rule.windowMs);
  // Remembered beyond the wait, so that whoever goes on after it waits longer and does not begin anew.
  return { failures, blockedUntil: after(now, wait), forgottenAt: after(now, wait + rule.windowMs) };
}

function after(moment: Date, ms: number): Date {
  return new Date(moment.getTime() + ms);
}
