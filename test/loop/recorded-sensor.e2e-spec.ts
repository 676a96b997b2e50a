import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { opstwin } from '../harness/opstwin-cli.js';
import { OpsTwinProcess } from '../harness/opstwin-process.js';
import { sensorFile, type SensorFile } from '../harness/sensor-file.js';
import { waitFor } from '../harness/wait-for.js';
import { readLog } from '../harness/log-reader.js';
import { aftermath, ASSET, countByAnomaly, storedSamples, TWIN } from './sensor-run.js';

interface Proposal {
  readonly proposal_id: string;
  readonly anomaly_id: string;
  readonly status: string;
  readonly digest: string;
  readonly recommended_action: { readonly target: string; readonly params: Record<string, number> };
}

describe.each(['http', 'mqtt'] as const)("a recorded sensor's readings, replayed over %s", (way) => {
  let server: OpsTwinProcess;
  let file: SensorFile;

  beforeAll(async () => {
    server = await OpsTwinProcess.start();
    file = await sensorFile(server.dataDirectory);
  });

  afterAll(async () => {
    await server.stop();
  });

  it('are stored, every one of them once', async () => {
    const target = way === 'mqtt' ? ['--mqtt', server.mqttUrl, '--namespace', server.namespace] : ['--url', server.url];
    const state = ['--state', `${server.dataDirectory}/replay.json`];
    const args = [
      'replay',
      file.path,
      '--twin',
      TWIN,
      '--asset',
      ASSET,
      '--metric',
      'temperature',
      ...target,
      ...state,
    ];
    const { code, stderr } = await opstwin(args, { OPSTWIN_TOKEN: server.token('executor') });
    expect([code, code === 0 ? '' : stderr]).toEqual([0, '']);
    await waitFor('all samples', async () => (await storedSamples(server)) >= file.distinct);
    expect(await storedSamples(server)).toBe(file.distinct);
  });

  it('are noticed to be faulty, simulated, decided on and proposed about, once for each anomaly', async () => {
    const { anomalies, events } = await aftermath(server);
    expect(anomalies.size).toBeGreaterThan(0);
    const once = Object.fromEntries([...anomalies].map((id) => [id, 1]));
    expect(countByAnomaly(events, 'SimulationQueued')).toEqual(once);
    expect(countByAnomaly(events, 'SimulationCompleted')).toEqual(once);
    expect(countByAnomaly(events, 'DecisionMade')).toEqual(once);
    const proposed = countByAnomaly(events, 'ProposalCreated');
    expect(Object.keys(proposed).length).toBeGreaterThan(0);
    expect(Object.values(proposed).every((count) => count === 1)).toBe(true);
  });

  it('lead to an action when a supervisor approves, which sets what is desired of the asset', async () => {
    const list = await server.get<{ items: Proposal[] }>('/proposals?status=pending', server.token('supervisor'));
    const [proposal] = list.body.items;
    if (!proposal) throw new Error('there is no pending proposal');
    const approval = await server.post(
      `/proposals/${proposal.proposal_id}/approve`,
      { digest: proposal.digest },
      server.token('supervisor'),
    );
    expect(approval.status).toBe(200);
    const done = await waitFor('ActionSucceeded', async () => {
      const events = await readLog(server, ['ActionSucceeded']);
      return events.find((event) => event.data.proposal_id === proposal.proposal_id);
    });
    expect(done.data.target).toBe(ASSET);
    const asset = await server.get<{ desired: object }>(`/twins/${TWIN}/assets/${ASSET}`, server.token('viewer'));
    expect(asset.body.desired).toEqual(proposal.recommended_action.params);
    await waitFor('the proposal to be executed', async () => {
      const { body } = await server.get<Proposal>(`/proposals/${proposal.proposal_id}`, server.token('viewer'));
      return body.status === 'executed';
    });
  });

  it('leave a log whose chain verifies, in which every step names what led to it', async () => {
    const verdict = await server.get('/audit/verify', server.token('admin'));
    expect(verdict.body).toMatchObject({ ok: true });
    const events = await readLog(server);
    const byId = new Map(events.map((event) => [event.id, event]));
    const done = events.find((event) => event.type === 'ActionSucceeded');
    const ancestors: string[] = [];
    for (let at = done; at; at = byId.get(at.causation_id ?? '')) ancestors.push(at.type);
    expect(ancestors).toEqual(['ActionSucceeded', 'ActionQueued', 'ProposalApproved']);
    const proposed = events.find((event) => event.type === 'ProposalCreated');
    const chain: string[] = [];
    for (let at = proposed; at; at = byId.get(at.causation_id ?? '')) chain.push(at.type);
    expect(chain).toEqual(['ProposalCreated', 'SimulationCompleted', 'SimulationQueued', 'AnomalyDetected']);
  });
});
