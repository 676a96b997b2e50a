/** What an error says; of several attempts to connect, what the last one says. */
export function failureWords(error: unknown): string {
  const last: unknown = error instanceof AggregateError ? error.errors.at(-1) : error;
  return last instanceof Error ? last.message : String(last);
}
