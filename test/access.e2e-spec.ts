import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ACCESS_TABLE, type AccessRow } from './access/access-table.js';
import { callers, type Caller, type Outcome } from './access/callers.js';
import { makePlant, TWIN, type Ids } from './access/plant.js';
import { OpsTwinProcess } from './harness/opstwin-process.js';
import { operationsOf, type OpenApi, type Operation } from './harness/open-api.js';

/** A request that is taken is answered at once, but for streams and polls, which are left. */
const PATIENCE_MS = 20_000;

interface Case {
  readonly route: string;
  readonly operation: Operation;
  readonly row: AccessRow;
  readonly caller: Caller;
}

let server: OpsTwinProcess;
let operations: Operation[];
let ids: Ids;

beforeAll(async () => {
  server = await OpsTwinProcess.start();
  operations = operationsOf((await server.get<OpenApi>('/docs-json')).body);
  ids = await makePlant(server);
});

afterAll(async () => {
  await server.stop();
});

function routeOf({ method, path }: Operation): string {
  return `${method} ${path}`;
}

/** The path with ids of what is there, or, for those who could destroy it, of what is not. */
function pathFor({ path, method }: Operation, outcome: Outcome): string {
  const harmless = outcome === 'taken' && method !== 'GET';
  return path.replace(/(?<=\/([^/]*)\/)\{([^}]+)\}/g, (_, folder: string, name: string) => {
    if (harmless && name !== 'twin_id') return `${name === 'position' ? '' : 'gone'}1`;
    return ids[`${folder}/${name}`] ?? ids[name] ?? 'unknown';
  });
}

/** What another tenant makes for itself has names of its own; what it wants of this one has this one's. */
function bodyFor({ method }: Operation, { body, otherTenant }: AccessRow, caller: Caller): string | undefined {
  if (method === 'GET') return undefined;
  const foreign = caller.tenant !== 'default' && otherTenant === 'own';
  return JSON.stringify(body ?? {}).replace(/\{(twin_id|asset_id)\}/g, (_, name: string) =>
    foreign ? 'elsewhere' : (ids[name] ?? ''),
  );
}

async function ask({ operation, row, caller }: Case, outcome: Outcome): Promise<{ status: number; text: string }> {
  const body = bodyFor(operation, row, caller);
  const response = await fetch(`${server.url}${pathFor(operation, outcome)}${row.query ?? ''}`, {
    method: operation.method,
    headers: {
      ...(caller.authorization !== undefined && { authorization: caller.authorization }),
      ...(body !== undefined && { 'content-type': 'application/json' }),
    },
    ...(body !== undefined && { body }),
    signal: AbortSignal.timeout(PATIENCE_MS),
  });
  if (response.headers.get('content-type')?.startsWith('text/event-stream')) {
    await response.body?.cancel();
    return { status: response.status, text: '' };
  }
  return { status: response.status, text: await response.text() };
}

/** What a status says of whether the request got in. */
function outcomeOf(status: number, text: string, expected: Outcome, caller: Caller): string {
  if (status >= 500) return `${status} ${text}`;
  if (status === 401) return 'unauthenticated';
  if (status === 403) return 'forbidden';
  if (expected === 'nothing') return status === 404 ? 'nothing' : `${status} ${text}`;
  if (expected === 'own') return leaks(text, caller) ? `${status} tells of the plant: ${text}` : 'own';
  return expected === 'shared' ? 'shared' : 'taken';
}

/** What everybody of a tenant may know, whatever the twins. */
const OF_TENANT = ['policy_id', 'user_id', 'key_id'];

/** Whether an answer has something of the plant's in it. */
function leaks(text: string, { tenant }: Caller): boolean {
  return Object.entries(ids).some(
    ([name, id]) => name.endsWith('_id') && !(tenant === 'default' && OF_TENANT.includes(name)) && text.includes(id),
  );
}

describe('access', () => {
  it('is declared for each route, and for none that is not there', () => {
    expect(operations.map(routeOf).sort()).toEqual(Object.keys(ACCESS_TABLE).sort());
  });

  it('is given to whom the table says, and nobody else, on every route', async () => {
    const everyone = callers(server);
    const cases = everyone.flatMap((caller) =>
      operations.flatMap((operation): Case[] => {
        const route = routeOf(operation);
        const row = ACCESS_TABLE[route];
        return row ? [{ route, operation, row, caller }] : [];
      }),
    );
    expect(cases.length).toBeGreaterThanOrEqual(500);
    const wrong: string[] = [];
    for (const one of cases) {
      const expected = one.caller.expects(one.row);
      const { status, text } = await ask(one, expected);
      const outcome = outcomeOf(status, text, expected, one.caller);
      if (outcome !== expected)
        wrong.push(`${one.route} by ${one.caller.name}: ${outcome.slice(0, 300)}, not ${expected}`);
    }
    expect(wrong).toEqual([]);
    expect((await server.get(`/twins/${TWIN}`, server.token('viewer'))).status).toBe(200);
    process.stdout.write(`${cases.length} cases of access\n`);
  });
});
