import { expect } from '@jest/globals';
import type { Proposal } from '../../src/policy/messages/proposal.js';
import type { OpsTwinProcess } from './opstwin-process.js';
import { waitFor } from './wait-for.js';

/** Temperatures of an asset, one a second until now. */
export async function ingestTemperatures(
  server: OpsTwinProcess,
  twin: string,
  asset: string,
  values: readonly number[],
): Promise<void> {
  const now = Date.now();
  const readings = values.map((temperature, i) => ({
    twin_id: twin,
    asset_id: asset,
    ts: new Date(now - (values.length - i) * 1000).toISOString(),
    metrics: { temperature },
  }));
  expect((await server.post('/telemetry/ingest', readings, server.token('executor'))).status).toBe(202);
}

/** A fault, and all that the default policy and a supervisor make of it, until the action is done. */
export async function wholeLoop(server: OpsTwinProcess, twin: string, asset: string): Promise<void> {
  const calm = Array.from({ length: 100 }, (_, i) => 80 + Math.sin(i * 1.7));
  await ingestTemperatures(server, twin, asset, [...calm, 95, 95.5, 95.2, 95.1]);
  const supervisor = server.token('supervisor');
  const proposal = await waitFor('a proposal', async () => {
    const list = await server.get<{ items: Proposal[] }>('/proposals?status=pending', supervisor);
    return list.body.items[0];
  });
  const approval = { digest: proposal.digest };
  expect((await server.post(`/proposals/${proposal.proposal_id}/approve`, approval, supervisor)).status).toBe(200);
  await waitFor('the proposal to be executed', async () => {
    const { body } = await server.get<Proposal>(`/proposals/${proposal.proposal_id}`, supervisor);
    return body.status === 'executed';
  });
}
