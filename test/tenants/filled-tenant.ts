import type { OpsTwinProcess } from '../harness/opstwin-process.js';
import { waitFor } from '../harness/wait-for.js';

/** The first admin's password of each tenant that the tests make. */
export const PASSWORD = 'a password of the tests';

interface Item {
  readonly proposal_id: string;
  readonly digest: string;
  readonly status: string;
}

/** Makes everything that a tenant can have, under names that begin with a mark, until an action is done. */
export async function fillTenant(server: OpsTwinProcess, tenant: string, mark: string): Promise<void> {
  const admin = server.token('admin', { tenant });
  const post = async (path: string, body: object, method = 'POST'): Promise<void> => {
    const { status, text } = await server.request(method, path, { token: admin, body });
    if (status >= 300) throw new Error(`${method} ${path}: ${status} ${text}`);
  };
  await waitFor('the default policy', async () => {
    const { body } = await server.get<{ items: { published_version: number | null }[] }>('/policies', admin);
    return body.items[0]?.published_version === 1;
  });
  const now = Date.now();
  const values = [...Array.from({ length: 100 }, (_, i) => 80 + Math.sin(i * 1.7)), 95, 95.5, 95.2, 95.1];
  const readings = values.map((temperature, i) => ({
    twin_id: `${mark}_line`,
    asset_id: `${mark}_tool`,
    ts: new Date(now - (values.length - i) * 1000).toISOString(),
    metrics: { [`${mark}_metric`]: temperature },
  }));
  await post('/telemetry/ingest', readings);
  await post('/telemetry/sources', {
    name: `${mark}_source`,
    twin: { value: `${mark}_line` },
    asset: { value: `${mark}_tool` },
    metrics: { all_of: '' },
  });
  await post('/telemetry/adapters', {
    name: `${mark}_adapter`,
    kind: 'mqtt',
    enabled: false,
    url: 'mqtt://127.0.0.1:1',
    protocol: '5',
    topics: [{ template: `${mark}/{twin_id}/{asset_id}/{metric}`, payload: 'number' }],
  });
  await post(`/roles/${mark}_role`, { permissions: ['read'] }, 'PUT');
  await post('/users', { username: `${mark}_user`, password: PASSWORD, roles: ['viewer'] });
  await post('/api-keys', { name: `${mark}_key`, roles: ['viewer'] });
  await post('/auth/login', { tenant, username: `${mark}_user`, password: PASSWORD });
  await finishProposal(server, admin);
}

async function finishProposal(server: OpsTwinProcess, admin: string): Promise<void> {
  const item = await waitFor('a proposal', async () => {
    const { body } = await server.get<{ items: Item[] }>('/proposals?status=pending', admin);
    return body.items[0];
  });
  await server.post(`/proposals/${item.proposal_id}/approve`, { digest: item.digest }, admin);
  await waitFor('the proposal to be executed', async () => {
    const { body } = await server.get<Item>(`/proposals/${item.proposal_id}`, admin);
    return body.status === 'executed';
  });
}
