/** SQLSTATE classes and codes that tell of the server or the connection, not of the statement (PostgreSQL, Appendix A). */
const STATES = /^(08...|57P0[1-5]|53300|58...)$/;
const SOCKET_CODES = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTFOUND',
  'EHOSTUNREACH',
  'ENOENT',
]);
const WORDS =
  /connection terminated|timeout exceeded when trying to connect|connection ended|client has encountered a connection error|not queryable|Driver not Connected|Cannot use a pool after calling end/i;

/** Whether an error means that the database cannot be reached now, so that trying later makes sense. */
export function isDatabaseUnavailable(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { code } = error as { code?: unknown };
  if (typeof code === 'string' && (STATES.test(code) || SOCKET_CODES.has(code))) return true;
  if (WORDS.test(error.message)) return true;
  const inner = error instanceof AggregateError ? (error.errors as unknown[]) : [];
  return [...inner, (error as { driverError?: unknown }).driverError, error.cause].some(
    (part) => part !== undefined && part !== error && isDatabaseUnavailable(part),
  );
}
