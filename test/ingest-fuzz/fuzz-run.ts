import pg from 'pg';
import type { OpsTwinProcess } from '../harness/opstwin-process.js';
import { acceptedReadings } from './accepted-readings.js';
import { requestOf, type FuzzRequest } from './damage.js';
import { Random } from '../harness/random.js';
import { ValidBodies } from './valid-bodies.js';

/** Requests under way at a time. */
const WINDOW = 16;
const PATIENCE_MS = 20_000;
/** One request in so many is left whole, to see that the others do it no harm. */
const WHOLE_ONCE_IN = 10;

interface Sent {
  readonly values: readonly number[];
  readonly whole: boolean;
  readonly accepted: number;
  readonly shown: string;
}

export interface FuzzOutcome {
  /** Answers by their status. */
  readonly statuses: Readonly<Record<number, number>>;
  /** Requests that were answered with a 5xx or not at all. */
  readonly failed: readonly string[];
  /** Requests of which more is stored than was accepted, or, when whole, less than was sent. */
  readonly wrong: readonly string[];
  readonly accepted: number;
  /** Different instants of an asset that are stored. */
  readonly stored: number;
}

/** Sends so many damaged bodies to a server of its own, and compares what is stored with what was answered. */
export async function fuzz(server: OpsTwinProcess, count: number, seed: number): Promise<FuzzOutcome> {
  const random = new Random(seed);
  const bodies = new ValidBodies(random);
  const token = server.token('executor');
  const sent: Sent[] = [];
  const failed: string[] = [];
  const statuses: Record<number, number> = {};
  let begun = 0;

  async function one(): Promise<void> {
    const body = bodies.next();
    const whole = random.chance(1 / WHOLE_ONCE_IN);
    const request = requestOf(body, random, whole);
    const shown = show(request);
    try {
      const { status, text } = await send(`${server.url}${request.path}`, token, request);
      statuses[status] = (statuses[status] ?? 0) + 1;
      if (status >= 500) failed.push(`${status} ${text} to ${shown}`);
      sent.push({ values: body.values, whole, accepted: acceptedReadings(request, status, text), shown });
    } catch (error) {
      failed.push(`${String(error)} to ${shown}`);
    }
  }

  async function work(): Promise<void> {
    while (begun < count) {
      begun += 1;
      await one();
    }
  }

  await Promise.all(Array.from({ length: WINDOW }, work));
  const stored = await readStored(await server.databaseUrl());
  return {
    statuses,
    failed,
    wrong: sent
      .filter((request) => isWrong(request, stored.values))
      .map(({ shown, accepted }) => `${accepted}: ${shown}`),
    accepted: sent.reduce((sum, { accepted }) => sum + accepted, 0),
    stored: stored.instants,
  };
}

function isWrong({ values, whole, accepted }: Sent, stored: ReadonlySet<number>): boolean {
  const own = values.filter((value) => stored.has(value)).length;
  return own > accepted || (whole && own !== values.length);
}

async function send(url: string, token: string, { headers, body }: FuzzRequest) {
  const response = await fetch(url, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, ...headers },
    body,
    signal: AbortSignal.timeout(PATIENCE_MS),
  });
  return { status: response.status, text: await response.text() };
}

async function readStored(connectionString: string): Promise<{ values: Set<number>; instants: number }> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  const { rows } = await client.query<{ value: number }>('SELECT DISTINCT value FROM sample');
  const { rows: counted } = await client.query<{ instants: number }>(
    `SELECT count(*)::int AS instants FROM (
       SELECT DISTINCT twin_id, asset_id, ts FROM sample JOIN series ON series.id = sample.series_id
     ) AS readings`,
  );
  await client.end();
  return { values: new Set(rows.map(({ value }) => value)), instants: counted[0]?.instants ?? 0 };
}

/** Enough of a request to send it again by hand. */
function show({ path, headers, body }: FuzzRequest): string {
  return `${path} ${JSON.stringify(headers)} ${body.subarray(0, 2000).toString('base64')}`;
}
