import { groupBy } from '../../../src/telemetry/store/group-by.js';
import { LogWriter } from '../log-writer.js';
import { readLog } from '../log-reader.js';
import { waitFor } from '../wait-for.js';
import type { IngestSite } from './ingest-site.js';
import { BEGIN, type SentReadings } from './sent-readings.js';
import { StoredSamples } from './stored-samples.js';

const HOUR = 3_600_000;

interface Aggregates {
  readonly series: { asset_id: string; buckets: { ts: string; value: number; count: number }[] }[];
}

/** Compares what was sent with the samples, the log and the rollups. @returns what is wrong, in words */
export async function judge(site: IngestSite, sent: readonly SentReadings[]): Promise<string[]> {
  const samples = await StoredSamples.read(await site.databaseUrl());
  const counts = await aggregateFaults(site, sent);
  await waitFor('the rollups to be made anew', () => rollupsAreDone(site));
  return [
    ...sampleFaults(samples, sent),
    ...(await eventFaults(site, samples)),
    ...counts,
    ...(await aggregateFaults(site, sent)),
    ...(await chainFaults(site)),
  ];
}

function sampleFaults(samples: StoredSamples, sent: readonly SentReadings[]): string[] {
  const faults = sent.flatMap((readings) => {
    const { asset, all } = readings;
    const missing = samples.missing(readings, all);
    const surplus = samples.count(readings) - all.length;
    return [
      ...(missing.length > 0 ? [`${asset}: ${missing.length} of ${all.length} are missing or have another value`] : []),
      ...(surplus > 0 ? [`${asset}: ${surplus} samples more than were sent`] : []),
    ];
  });
  const known = sent.reduce((sum, readings) => sum + samples.count(readings), 0);
  return known === samples.rows.length ? faults : [...faults, `${samples.rows.length - known} samples of nobody`];
}

/** Each batch tells how many samples of its twin were new. */
async function eventFaults({ server }: IngestSite, samples: StoredSamples): Promise<string[]> {
  const told = new Map<string | null, number>();
  for (const { twin_id, data } of await readLog(server, ['TelemetryAppended'])) {
    told.set(twin_id, (told.get(twin_id) ?? 0) + (data.samples as number));
  }
  const stored = groupBy(samples.rows, ({ twin }) => twin);
  return [...new Set([...told.keys(), ...stored.keys()])]
    .filter((twin) => told.get(twin) !== stored.get(twin ?? '')?.length)
    .map((twin) => `${twin ?? ''}: ${told.get(twin) ?? 0} samples told, ${stored.get(twin ?? '')?.length ?? 0} stored`);
}

async function aggregateFaults({ server }: IngestSite, sent: readonly SentReadings[]): Promise<string[]> {
  const faults: string[] = [];
  for (const { twin, asset, all } of sent) {
    const due = groupBy(all, ({ at }) => at - (at % HOUR));
    const end = (all.at(-1)?.at ?? BEGIN) + 1;
    const range = `start=${new Date(BEGIN).toISOString()}&end=${new Date(end).toISOString()}`;
    const query = `twin_id=${twin}&asset_id=${asset}&window=1h&function=count&${range}`;
    const { body } = await server.get<Aggregates>(`/telemetry/aggregate?${query}`, server.token('viewer'));
    const buckets = body.series.flatMap((series) => series.buckets);
    const wrong = buckets.filter(({ ts, count }) => due.get(Date.parse(ts))?.length !== count);
    if (wrong.length > 0 || buckets.length !== due.size) {
      faults.push(`${asset}: wrong counts of ${wrong.length} hours, and ${buckets.length} of ${due.size} hours`);
    }
  }
  return faults;
}

async function rollupsAreDone(site: IngestSite): Promise<boolean> {
  const database = await LogWriter.connect(await site.databaseUrl());
  const marks = await database.rows('SELECT FROM rollup_dirty LIMIT 1');
  await database.close();
  return marks.length === 0;
}

async function chainFaults({ server }: IngestSite): Promise<string[]> {
  const { body, text } = await server.get<{ ok: boolean }>('/audit/verify', server.token('admin'));
  return body.ok ? [] : [`The chain does not verify: ${text}`];
}
