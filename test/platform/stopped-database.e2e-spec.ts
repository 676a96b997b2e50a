import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { postgresBinaries } from '../../src/platform/database/embedded/postgres-binaries.js';
import { unprivilegedUser } from '../../src/platform/database/embedded/unprivileged-user.js';
import { readLog } from '../harness/log-reader.js';
import { OpsTwinProcess } from '../harness/opstwin-process.js';
import { SERVICES } from '../harness/services.js';
import { waitFor } from '../harness/wait-for.js';

const run = promisify(execFile);

/** The shared PostgreSQL of the services cannot be stopped under the other suites. */
const withOwnServer = SERVICES ? describe.skip : describe;

withOwnServer('a database that stops while the server runs', () => {
  let server: OpsTwinProcess;

  beforeAll(async () => {
    server = await OpsTwinProcess.start();
  });

  afterAll(async () => {
    await server.stop();
  });

  async function database(command: 'stop' | 'restart'): Promise<void> {
    const { pg_ctl } = await postgresBinaries();
    const cluster = join(server.dataDirectory, 'postgres');
    const log = join(cluster, 'server.log');
    await run(pg_ctl, [command, '-D', cluster, '-m', 'fast', '-w', '-l', log], { ...(await unprivilegedUser()) });
  }

  function ingest(second: number) {
    const ts = new Date(Date.UTC(2026, 0, 1, 0, 0, second)).toISOString();
    const reading = { twin_id: 'line', asset_id: 'oven', ts, metrics: { temperature: 80 } };
    return server.post('/telemetry/ingest', reading, server.token('executor'));
  }

  it('is a 503 with Retry-After for every request, and a readiness that says so', async () => {
    expect((await ingest(1)).status).toBe(202);
    await database('stop');
    const refused = await ingest(2);
    expect(refused.status).toBe(503);
    expect(refused.headers.get('retry-after')).not.toBeNull();
    expect(refused.body).toMatchObject({ type: '/problems/database-unavailable' });
    const query = await server.get('/twins', server.token('viewer'));
    expect(query.body).toMatchObject({ type: '/problems/database-unavailable', status: 503 });
    const ready = await server.get('/health/ready');
    expect(ready.status).toBe(503);
    expect(ready.body).toMatchObject({ status: 'not-ready', dependencies: { database: { status: 'down' } } });
    expect((await server.get('/health/live')).status).toBe(200);
  });

  it('comes back without a restart of the server: nothing accepted is lost, and the loop goes on', async () => {
    await database('restart');
    await waitFor('the server to be ready', async () => (await server.get('/health/ready')).status === 200);
    expect((await ingest(2)).status).toBe(202);
    expect((await ingest(3)).status).toBe(202);
    const rows = await server.get<{ items: unknown[] }>(
      '/telemetry/query?twin_id=line&asset_id=oven&metric=temperature',
      server.token('viewer'),
    );
    expect(rows.body.items).toHaveLength(3);
    const readings = Array.from({ length: 120 }, (_, i) => ({
      twin_id: 'line',
      asset_id: 'oven',
      ts: new Date(Date.UTC(2026, 0, 1, 0, 1, i)).toISOString(),
      metrics: { temperature: i < 100 ? 80 + Math.sin(i) : 200 },
    }));
    expect((await server.post('/telemetry/ingest', readings, server.token('executor'))).status).toBe(202);
    await waitFor('a decision', async () => (await readLog(server, ['DecisionMade'])).length === 1);
  });
});
