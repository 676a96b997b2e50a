/** Faults that a message in one line names; the others are counted. */
const NAMED = 5;

/** Faults in one line, for logs of agents that show nothing else of an answer. */
export function summary(faults: readonly string[]): string {
  const more = faults.length - NAMED;
  return `${faults.slice(0, NAMED).join('; ')}${more > 0 ? `; and ${more} more` : ''}`;
}
