import pg from 'pg';
import type { OpsTwinProcess } from '../harness/opstwin-process.js';
import { readLog, type WireEvent } from '../harness/log-reader.js';
import { waitFor } from '../harness/wait-for.js';

export const TWIN = 'plant';
export const ASSET = 'machine';

/** What the default policy asks of every anomaly, and what came of it. */
export interface Aftermath {
  readonly anomalies: ReadonlySet<string>;
  readonly events: readonly WireEvent[];
}

const SEVERE = new Set(['high', 'critical']);

/** Waits until each anomaly that calls for it is decided, and gives the whole story. */
export async function aftermath(server: OpsTwinProcess, timeoutMs = 60_000): Promise<Aftermath> {
  return waitFor(
    'a decision on every high or critical anomaly',
    async () => {
      const events = await readLog(server);
      const anomalies = new Set(
        events
          .filter((event) => event.type === 'AnomalyDetected' && SEVERE.has(String(event.data.severity)))
          .map((event) => String(event.data.anomaly_id)),
      );
      const decided = events.filter((event) => event.type === 'DecisionMade').map((event) => event.data.anomaly_id);
      return [...anomalies].every((id) => decided.includes(id)) && { anomalies, events };
    },
    { timeoutMs, everyMs: 250 },
  );
}

/** How often each anomaly stands in the events of a type. */
export function countByAnomaly(events: readonly WireEvent[], type: string): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const event of events) {
    if (event.type !== type) continue;
    const id = String(event.data.anomaly_id);
    counts[id] = (counts[id] ?? 0) + 1;
  }
  return counts;
}

/** How many samples the server keeps. */
export async function storedSamples(server: OpsTwinProcess): Promise<number> {
  const client = new pg.Client({ connectionString: await server.databaseUrl() });
  await client.connect();
  try {
    const { rows } = await client.query<{ count: number }>('SELECT count(*)::int AS count FROM sample');
    return rows[0]?.count ?? 0;
  } finally {
    await client.end();
  }
}
