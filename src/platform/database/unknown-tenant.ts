/** foreign_key_violation (PostgreSQL, Appendix A). */
const FOREIGN_KEY_VIOLATION = '23503';
/** Every table of a tenant's things refers to it by a key whose name ends so. */
const TENANT_KEY = '_tenant_fkey';

/** Whether a write failed because there is no such tenant, which a token can still name. */
export function isUnknownTenant(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { code, constraint, driverError } = error as { code?: unknown; constraint?: unknown; driverError?: unknown };
  if (code === FOREIGN_KEY_VIOLATION && String(constraint).endsWith(TENANT_KEY)) return true;
  return driverError !== undefined && driverError !== error && isUnknownTenant(driverError);
}
