import { isDatabaseUnavailable } from './database-unavailable.js';

/** serialization_failure, deadlock_detected, lock_not_available (PostgreSQL, Appendix A). */
const STATES = new Set(['40001', '40P01', '55P03']);

/** Whether the same work may succeed when it is tried again at once: it only met other work. */
export function isConflict(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { code, driverError } = error as { code?: unknown; driverError?: unknown };
  return STATES.has(String(code)) || (driverError !== undefined && driverError !== error && isConflict(driverError));
}

/** Whether the same work may succeed later, since the fault is not its own. */
export function isTransient(error: unknown): boolean {
  return isConflict(error) || isDatabaseUnavailable(error);
}
