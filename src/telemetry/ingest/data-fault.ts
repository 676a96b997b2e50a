/** SQLSTATE classes that blame the data: data exception, integrity violation, program limit (PostgreSQL, Appendix A). */
const DATA_FAULT = /^(22|23|54)/;

/** Whether the database refused the very values, so that sending them again cannot help. */
export function isDataFault(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { code, driverError } = error as { code?: unknown; driverError?: unknown };
  return DATA_FAULT.test(String(code)) || (driverError !== error && isDataFault(driverError));
}
