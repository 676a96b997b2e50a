import pg from 'pg';
import type { OpsTwinProcess } from '../harness/opstwin-process.js';
import { wholeLoop } from '../harness/whole-loop.js';

export const TWIN = 'guarded_line';
export const ASSET = 'guarded_tool';
export const OTHER_TENANT = 'elsewhere';

/** Path parameters by the name that the OpenAPI document gives them. */
export type Ids = Readonly<Record<string, string>>;

/** A plant in which everything that the API can show exists once, and a tenant beside it. Gives the ids. */
export async function makePlant(server: OpsTwinProcess): Promise<Ids> {
  const client = new pg.Client({ connectionString: await server.databaseUrl() });
  await client.connect();
  await client.query('INSERT INTO tenant (id) VALUES ($1)', [OTHER_TENANT]);
  await client.query('INSERT INTO event_head (tenant) VALUES ($1)', [OTHER_TENANT]);
  await client.end();
  const admin = server.token('admin');
  await wholeLoop(server, TWIN, ASSET);
  const source = { name: 'guarded-source', twin: { value: TWIN }, asset: { value: ASSET }, metrics: { all_of: '' } };
  const adapter = {
    name: 'guarded-adapter',
    kind: 'mqtt',
    enabled: false,
    url: 'mqtt://127.0.0.1:1',
    protocol: '5',
    topics: [{ template: 'guarded/{twin_id}/{asset_id}/{metric}', payload: 'number' }],
  };
  await made(server.post('/telemetry/sources', source, admin));
  await made(server.post('/telemetry/adapters', adapter, admin));
  await made(server.request('PUT', '/roles/guarded-role', { token: admin, body: { permissions: ['read'] } }));
  const user = { username: 'guarded.user', password: 'a long enough password', roles: ['viewer'] };
  await made(server.post('/users', user, admin));
  await made(server.post('/api-keys', { name: 'guarded key', roles: ['viewer'] }, admin));
  const first = async (path: string, member: string): Promise<string> => {
    const { body } = await server.get<{ items: Record<string, string>[] }>(path, admin);
    const id = body.items.at(0)?.[member];
    if (id === undefined) throw new Error(`There is nothing at ${path}`);
    return id;
  };
  return {
    twin_id: TWIN,
    asset_id: ASSET,
    anomaly_id: await first('/anomalies', 'anomaly_id'),
    sim_id: await first('/sim', 'sim_id'),
    decision_id: await first('/decisions', 'decision_id'),
    proposal_id: await first('/proposals', 'proposal_id'),
    action_id: await first('/actions', 'action_id'),
    policy_id: await first('/policies', 'policy_id'),
    user_id: await first('/users', 'user_id'),
    key_id: await first('/api-keys', 'key_id'),
    'sources/name': 'guarded-source',
    'adapters/name': 'guarded-adapter',
    'roles/name': 'guarded-role',
    'scenarios/name': await first('/sim/scenarios', 'name'),
    'schemas/name': 'event.v1',
    code: 'not-found',
    consumer: 'decide',
    position: '1',
    type: 'twin',
    id: TWIN,
  };
}

async function made(answer: Promise<{ readonly status: number; readonly text: string }>): Promise<void> {
  const { status, text } = await answer;
  if (status !== 201) throw new Error(`${status} ${text}`);
}
