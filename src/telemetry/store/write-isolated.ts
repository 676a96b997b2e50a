import { setTimeout as sleep } from 'node:timers/promises';
import { isDatabaseUnavailable } from '../../platform/database/database-unavailable.js';
import { isConflict } from '../../platform/database/transient-failure.js';

/** What became of one member of a group. */
export type Outcome<Result> = { readonly result: Result } | { readonly error: unknown };

const ATTEMPTS = 5;
const FIRST_PAUSE_MS = 10;

/**
 * Writes a group in one go, so that one bad member does not fail the others: what passes is tried again, and when the
 * group fails for good, each member is written on its own. When the database cannot be reached, all fail at once.
 */
export async function writeIsolated<Member, Result>(
  members: readonly Member[],
  write: (members: readonly Member[]) => Promise<Result[]>,
): Promise<Outcome<Result>[]> {
  try {
    return (await persistently(() => write(members))).map((result) => ({ result }));
  } catch (error) {
    if (members.length === 1 || isDatabaseUnavailable(error)) return members.map(() => ({ error }));
  }
  const outcomes: Outcome<Result>[] = [];
  for (const member of members) outcomes.push(...(await writeIsolated([member], write)));
  return outcomes;
}

async function persistently<T>(work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work();
    } catch (error) {
      if (attempt === ATTEMPTS || !isConflict(error)) throw error;
      await sleep(FIRST_PAUSE_MS * 2 ** attempt * Math.random());
    }
  }
}
