import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import canonicalize from 'canonicalize';
import { chainHash, GENESIS_HASH } from '../src/platform/event-log/hash-chain.js';
import { schemaValidator } from '../src/platform/schemas/schema-validator.js';
import { CLOUD_EVENT, logBody, type CloudEvent } from './harness/cloud-events.js';
import { LogWriter, TEST_OPERATION, testEvent } from './harness/log-writer.js';
import { OpsTwinProcess } from './harness/opstwin-process.js';
import { type DiffPage } from './harness/wire-log.js';

const BATCH = 'application/cloudevents-batch+json';

let server: OpsTwinProcess;
let token: string;

beforeAll(async () => {
  server = await OpsTwinProcess.start({ OPSTWIN_ROLES: 'api' });
  token = server.token('viewer');
  const writer = await LogWriter.connect(await server.databaseUrl());
  const data = { note: 'ü "quoted" \u2028', values: [1e21, 0.1, -1e-7], nested: { b: 1, a: null }, 10: 'x', 9: 'y' };
  await writer.append([testEvent('TwinUpdated', 'line:1', data), testEvent('PolicyPublished', null)]);
  const caused = { ...TEST_OPERATION, causationId: 'evt_01M7VWR2FTWQ05MGSQR95P3ZXD' };
  await writer.append([testEvent('TwinUpdated', 'oven.2'), testEvent('TwinUpdated', 'line:1')], caused);
  await writer.close();
});

afterAll(async () => {
  await server.stop();
});

function batch(query = '', accept = BATCH) {
  return server.get<CloudEvent[]>(`/diff${query}`, token, { accept });
}

describe('/diff as CloudEvents', () => {
  it('gives the same events as a batch that its specification allows', async () => {
    const { status, headers, body } = await batch();
    expect([status, headers.get('content-type')]).toEqual([200, `${BATCH}; charset=utf-8`]);
    const faults = schemaValidator(CLOUD_EVENT);
    for (const event of body) expect(faults(event)).toEqual([]);
    const usual = await server.get<DiffPage>('/diff', token);
    const bodies = usual.body.events.map((event) => ({ ...event, cursor: undefined, hash: undefined }));
    expect(body.map(logBody)).toEqual(bodies);
    expect(body.map(({ opstwincursor, opstwinhash }) => [opstwincursor, opstwinhash])).toEqual(
      usual.body.events.map(({ cursor, hash }) => [cursor, hash]),
    );
    expect(new Set(body.map(({ source, id }) => `${source} ${id}`)).size).toBe(body.length);
  });

  it('has all that the hash chain is made of', async () => {
    let hash = GENESIS_HASH;
    for (const [i, event] of (await batch()).body.entries()) {
      hash = chainHash(hash, i + 1, canonicalize(logBody(event)) ?? '');
      expect(event.opstwinhash).toBe(hash);
    }
  });

  it('names the schema of the data, which the server publishes', async () => {
    for (const { type, dataschema } of (await batch()).body) {
      const name = dataschema.replace('https://opstwin.dev/schemas/', '').replace(/\.json$/, '');
      const schema = await server.get(`/schemas/${name}`);
      expect([schema.status, schema.body.$id]).toEqual([200, dataschema]);
      expect(type).toBe(`dev.opstwin.${String(schema.body.title)}.v1`);
    }
  });

  it('says in headers what the usual page says around its events, and where the next one is', async () => {
    const cursors: string[] = [];
    for (let path: string | undefined = '?limit=2&types=TwinUpdated'; path !== undefined;) {
      const { body, headers } = await batch(path);
      const usual = await server.get<DiffPage>(`/diff${path}`, token);
      expect({
        since: headers.get('opstwin-since'),
        next_cursor: headers.get('opstwin-next-cursor'),
        has_more: headers.get('opstwin-has-more') === 'true',
        head: headers.get('opstwin-head'),
        hash: headers.get('opstwin-hash'),
      }).toEqual({ ...usual.body, events: undefined });
      cursors.push(...body.map(({ opstwincursor }) => opstwincursor));
      path = /^<\/diff(\?[^>]*)>; rel="next"$/.exec(headers.get('link') ?? '')?.[1];
      expect(path !== undefined).toBe(usual.body.has_more);
    }
    const all = await batch('?types=TwinUpdated');
    expect(cursors).toEqual(all.body.map(({ opstwincursor }) => opstwincursor));
    expect(cursors).toHaveLength(3);
  });

  it('is an empty batch at the end of the log', async () => {
    const head = (await batch()).headers.get('opstwin-head') ?? '';
    const { status, text, headers } = await batch(`?since=${head}`);
    expect([status, text, headers.get('opstwin-next-cursor'), headers.get('link')]).toEqual([200, '[]', head, null]);
  });

  it('comes only to those who ask for it, and says so to caches', async () => {
    for (const accept of ['*/*', 'application/json', `${BATCH};q=0.5, application/json`]) {
      const { headers } = await batch('', accept);
      expect(headers.get('content-type')).toBe('application/json; charset=utf-8');
      expect(headers.get('vary')).toBe('Accept');
    }
    const { headers } = await batch('', `text/html, ${BATCH};q=0.5, */*;q=0.1`);
    expect(headers.get('content-type')).toBe(`${BATCH}; charset=utf-8`);
  });

  it.each(['text/html', 'application/xml, text/*', 'application/cloudevents+json', `${BATCH};q=0`])(
    'answers 406 to who accepts %s only',
    async (accept) => {
      const { status, headers, text } = await batch('', accept);
      expect([status, headers.get('content-type')]).toEqual([406, 'application/problem+json; charset=utf-8']);
      expect(JSON.parse(text)).toMatchObject({
        type: '/problems/not-acceptable',
        detail: expect.stringContaining(BATCH),
      });
    },
  );
});
