import type { OpsTwinProcess } from '../harness/opstwin-process.js';
import { Random } from '../harness/random.js';
import { BodyJudge } from './body-judge.js';
import { operationsOf, type OpenApi } from '../harness/open-api.js';
import { RequestMaker, type FuzzedRequest } from './request-maker.js';

/** Requests under way at a time. */
const WINDOW = 8;
/** Longer than the longest poll that the API offers. */
const PATIENCE_MS = 45_000;
const ROLES = ['admin', 'admin', 'admin', 'supervisor', 'executor', 'viewer', undefined];

export interface ApiFuzzOutcome {
  /** Answers by their status. */
  readonly statuses: Readonly<Record<number, number>>;
  /** Operations that somebody was let in to, of how many there are. */
  readonly asked: number;
  readonly operations: number;
  /** Requests that were answered with a 5xx or not at all. */
  readonly failed: readonly string[];
  /** Requests that were taken although the document does not permit their bodies. */
  readonly taken: readonly string[];
}

/** Asks the server so many things that its OpenAPI document names, right and wrong. */
export async function fuzzApi(server: OpsTwinProcess, count: number, seed: number): Promise<ApiFuzzOutcome> {
  const random = new Random(seed);
  const api = (await server.get<OpenApi>('/docs-json')).body;
  const operations = operationsOf(api);
  const maker = new RequestMaker(api, operations, new BodyJudge(api), random);
  const statuses: Record<number, number> = {};
  const asked = new Set<string>();
  const failed: string[] = [];
  const taken: string[] = [];
  let begun = 0;

  async function one(n: number): Promise<void> {
    const request = maker.next();
    const role = random.one(ROLES);
    // Each caller is another one: what one does to its own credential is not to stop the others.
    const token = role === undefined ? undefined : server.token(role, { subject: `fuzz-${n}` });
    try {
      const { status, text } = await send(server.url, request, token);
      statuses[status] = (statuses[status] ?? 0) + 1;
      if (status !== 401 && status !== 403) asked.add(request.operation);
      if (status >= 500) failed.push(`${status} ${text.slice(0, 500)} to ${shown(request)}`);
      if (status < 300 && request.invalid && !tellsOfRejections(text)) taken.push(`${status} to ${shown(request)}`);
    } catch (error) {
      failed.push(`${String(error)} to ${shown(request)}`);
    }
  }

  await Promise.all(
    Array.from({ length: WINDOW }, async () => {
      while (begun < count) await one((begun += 1));
    }),
  );
  return { statuses, asked: asked.size, operations: operations.length, failed, taken };
}

async function send(base: string, { method, url, headers, body }: FuzzedRequest, token: string | undefined) {
  const response = await fetch(`${base}${url}`, {
    method,
    headers: { ...(token !== undefined && { authorization: `Bearer ${token}` }), ...headers },
    ...(body !== undefined && { body }),
    signal: AbortSignal.timeout(PATIENCE_MS),
  });
  if (response.headers.get('content-type')?.startsWith('text/event-stream')) {
    await response.body?.cancel();
    return { status: response.status, text: '' };
  }
  return { status: response.status, text: await response.text() };
}

/** Of many readings the valid ones are stored: the answer names the others. */
function tellsOfRejections(text: string): boolean {
  const { rejected } = (text.startsWith('{') ? JSON.parse(text) : {}) as { rejected?: unknown };
  return Array.isArray(rejected) && rejected.length > 0;
}

/** Enough of a request to send it again by hand. */
function shown({ method, url, headers, body }: FuzzedRequest): string {
  return `${method} ${url.slice(0, 500)} ${JSON.stringify(headers)} ${body?.slice(0, 1000) ?? ''}`;
}
