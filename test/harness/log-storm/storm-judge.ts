import type { LogWriter } from '../log-writer.js';
import type { Choice, Commit, StormPlan } from './storm-plan.js';
import type { StormReader } from './storm-reader.js';
import type { Outcome } from './storm-writer.js';

interface Row {
  readonly id: string;
  readonly position: number;
  readonly type: string;
  readonly twin_id: string | null;
  readonly backwards: boolean;
}

/** What was found wrong, in words, and how much was looked at. Nothing wrong is an empty list. */
export interface Verdict {
  readonly faults: string[];
  readonly events: number;
  readonly transactions: number;
  readonly unknown: number;
}

/** Compares what the writers did, what the log holds, and what each reader was shown. */
export async function judge(
  log: LogWriter,
  { tenants }: StormPlan,
  { committed, rolledBack, unknown }: Outcome,
  readers: readonly StormReader[],
): Promise<Verdict> {
  const faults: string[] = [];
  const everything = new Set<string>();
  for (const tenant of tenants) {
    const rows = await rowsOf(log, tenant);
    for (const { id } of rows) everything.add(id);
    const hole = rows.findIndex(({ position }, i) => position !== i + 1);
    if (hole !== -1) faults.push(`${tenant}: no event at position ${hole + 1}`);
    if (rows.some(({ backwards }) => backwards)) faults.push(`${tenant}: appended_at runs backwards`);
    faults.push(
      ...outOfOrder(
        rows,
        committed.filter((commit) => commit.tenant === tenant),
      ),
    );
    for (const { choice, seen } of readers.filter((reader) => reader.choice.tenant === tenant)) {
      const expected = rows.filter((row) => passes(row, choice)).map(({ id }) => id);
      const wrong = expected.findIndex((id, i) => id !== seen[i]);
      const at = wrong === -1 && seen.length > expected.length ? expected.length : wrong;
      if (at !== -1)
        faults.push(`${JSON.stringify(choice)}: ${seen[at] ?? 'nothing'} for ${expected[at] ?? 'nothing'}`);
    }
  }
  const lost = committed.flatMap(({ ids }) => ids).filter((id) => !everything.has(id));
  if (lost.length > 0) faults.push(`${lost.length} committed events are not in the log`);
  if (rolledBack.flat().some((id) => everything.has(id))) faults.push('an event that was rolled back is in the log');
  const torn = unknown.filter((ids) => ids.some((id) => everything.has(id)) && !ids.every((id) => everything.has(id)));
  if (torn.length > 0) faults.push('a transaction is in the log in part');
  return { faults, events: everything.size, transactions: committed.length, unknown: unknown.length };
}

function rowsOf(log: LogWriter, tenant: string): Promise<Row[]> {
  return log.rows<Row>(
    `SELECT body::json ->> 'id' AS id, position::int AS position, type, twin_id,
       coalesce(appended_at < lag(appended_at) OVER (ORDER BY position), false) AS backwards
     FROM event_log WHERE tenant = $1 ORDER BY position`,
    [tenant],
  );
}

function passes({ type, twin_id }: Row, { twin, types }: Choice): boolean {
  return (twin === undefined || twin === twin_id) && (!types || types.includes(type));
}

/** Whatever began to append when another's commit was known stands behind it. */
function outOfOrder(rows: readonly Row[], commits: readonly Commit[]): string[] {
  const place = new Map(rows.map(({ id, position }) => [id, position]));
  const places = ({ ids }: Commit) => ids.map((id) => place.get(id) ?? NaN);
  const finished = commits.toSorted((a, b) => a.done - b.done).values();
  let next = finished.next();
  let newest = 0;
  for (const commit of commits.toSorted((a, b) => a.begun - b.begun)) {
    for (; !next.done && next.value.done < commit.begun; next = finished.next()) {
      newest = Math.max(newest, ...places(next.value));
    }
    if (Math.min(...places(commit)) <= newest) return [`${commit.ids[0] ?? ''} stands before what had been committed`];
  }
  return [];
}
