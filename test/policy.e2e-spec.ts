import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import canonicalize from 'canonicalize';
import type { Action } from '../src/action/messages/action.js';
import type { Decision } from '../src/policy/messages/decision.js';
import type { Policy, PolicySummary } from '../src/policy/messages/policy.js';
import type { Proposal } from '../src/policy/messages/proposal.js';
import type { Simulation } from '../src/simulation/messages/simulation.js';
import { readLog, type WireEvent } from './harness/log-reader.js';
import { OpsTwinProcess } from './harness/opstwin-process.js';
import { waitFor } from './harness/wait-for.js';

interface List<Item> {
  readonly items: Item[];
  readonly next_page_token: string | null;
}

const TWIN = 'factory_line_3';
const ASSET = 'etch_tool_7';
const PROPOSAL = {
  twin_id: TWIN,
  summary: 'The chamber runs hot; bring the setpoint back.',
  evidence: [{ type: 'note', note: 'seen by a person' }],
  recommended_action: { type: 'set_parameter', target: ASSET, params: { setpoint: 85.2 } },
  confidence: 0.8,
};
const RULE = {
  id: 'serious',
  when: "anomaly.severity in ['high', 'critical']",
  simulate: {
    scenario: 'hold-or-move-setpoint',
    parameters: { observed: 'anomaly.value', baseline: 'anomaly.baseline.mean', spread: 'anomaly.baseline.std' },
  },
  decide: { approval: 'by_confidence', auto_execute: ['set_parameter'], thresholds: { auto: 0.3, propose: 0.2 } },
};

let server: OpsTwinProcess;
let admin: string;
let agent: string;
let supervisor: string;

beforeAll(async () => {
  server = await OpsTwinProcess.start();
  admin = server.token('admin');
  agent = server.token('agent');
  supervisor = server.token('supervisor');
  await ingest(TWIN, ASSET, [80]);
});

afterAll(async () => {
  await server.stop();
});

/** Stores readings one second apart, the last one now. */
async function ingest(twin: string, asset: string, values: number[]): Promise<void> {
  const now = Date.now();
  const readings = values.map((temperature, i) => ({
    twin_id: twin,
    asset_id: asset,
    ts: new Date(now - (values.length - 1 - i) * 1000).toISOString(),
    metrics: { temperature },
  }));
  const answer = await server.post('/telemetry/ingest', readings, server.token('executor'));
  expect([answer.status, answer.text]).toEqual([202, expect.any(String)]);
}

/** A hundred regular readings around 80, then a fault at 95. */
async function fault(twin: string): Promise<void> {
  const normal = Array.from({ length: 100 }, (_, i) => 80 + Math.sin(i * 1.7));
  await ingest(twin, ASSET, [...normal, 95, 95.5, 95.2, 95.1, 95.4]);
}

async function propose(change: object = {}): Promise<Proposal> {
  const { status, body, text } = await server.post<Proposal>('/proposals', { ...PROPOSAL, ...change }, agent);
  expect([status, status === 201 ? '' : text]).toEqual([201, '']);
  return body;
}

function approve({ proposal_id, digest }: Proposal, token = supervisor) {
  return server.post<Proposal>(`/proposals/${proposal_id}/approve`, { digest }, token);
}

function problem({ status, body }: { status: number; body: unknown }): [number, unknown] {
  return [status, (body as { type?: unknown }).type];
}

function pointers(body: unknown): string[] {
  return (body as { errors: { pointer: string }[] }).errors.map((error) => error.pointer);
}

async function eventsAbout(key: string, id: string): Promise<WireEvent[]> {
  return (await readLog(server)).filter(({ data }) => data[key] === id);
}

function settled(id: string, status: string): Promise<Proposal> {
  return waitFor(`the proposal ${id} to be ${status}`, async () => {
    const { body } = await server.get<Proposal>(`/proposals/${id}`, agent);
    return body.status === status && body;
  });
}

describe('policies', () => {
  it('begin with a published default, which asks a person about every serious anomaly', async () => {
    const { items } = (await server.get<List<PolicySummary>>('/policies', agent)).body;
    expect(items).toMatchObject([{ name: 'default', published_version: 1, latest_version: 1 }]);
    const policy = await server.get<Policy>(`/policies/${items[0]?.policy_id ?? ''}`, agent);
    expect(policy.body.versions).toMatchObject([{ version: 1, created_by: 'policy' }]);
    const published = await readLog(server, ['PolicyPublished']);
    expect(published.map(({ data }) => data)).toEqual([{ policy_id: items[0]?.policy_id, version: 1 }]);
  });

  it('keep that default when the server starts again', async () => {
    await server.terminate();
    await server.restart();
    expect(await readLog(server, ['PolicyPublished'])).toHaveLength(1);
  });

  it('are kept as drafts in immutable versions, one of which an admin publishes', async () => {
    const schema = await server.get<{ examples: object[] }>('/schemas/policy.v1');
    const draft = await server.post<Policy>('/policies', schema.body.examples[0], admin);
    expect([draft.status, draft.body.latest_version, draft.body.published_version]).toEqual([201, 1, null]);
    const next = await server.post<Policy>('/policies', { ...schema.body.examples[0], description: 'more' }, admin);
    expect([next.body.policy_id, next.body.latest_version]).toEqual([draft.body.policy_id, 2]);

    const path = `/policies/${draft.body.policy_id}/publish`;
    expect((await server.post<Policy>(path, {}, admin)).body.published_version).toBe(2);
    expect((await server.post<Policy>(path, { version: 1 }, admin)).body.published_version).toBe(1);
    expect((await server.post<Policy>(path, { version: 1 }, admin)).body.published_version).toBe(1);
    expect((await server.post(path, { version: 9 }, admin)).status).toBe(422);
    expect((await server.post('/policies/pol_unknown/publish', {}, admin)).status).toBe(404);
    const published = await readLog(server, ['PolicyPublished']);
    expect(published.slice(1).map(({ data }) => data.version)).toEqual([2, 1]);
  });

  it('are numbered without gaps when many are posted at once', async () => {
    const document = { name: 'raced', selector: { twins: ['none'] }, rules: [RULE] };
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => server.post<Policy>('/policies', document, admin)),
    );
    expect(answers.map(({ body }) => body.latest_version).sort((a, b) => a - b)).toEqual(
      Array.from({ length: 10 }, (_, i) => i + 1),
    );
  });

  it('are refused with every fault by its pointer', async () => {
    const unknown = { name: 'bad', selector: { twins: ['*'], roles: [] }, rules: [RULE], extra: 1 };
    expect(pointers((await server.post('/policies', unknown, admin)).body).sort()).toEqual([
      '/extra',
      '/selector/roles',
    ]);
    const broken = {
      name: 'bad',
      selector: { twins: ['*'] },
      rules: [{ ...RULE, when: 'anomaly.severity ==' }],
      constraints: [{ id: 'c', deny: 'nothing > 1', reason: 'because' }],
    };
    const answer = await server.post('/policies', broken, admin);
    expect(answer.status).toBe(422);
    expect(pointers(answer.body)).toEqual(['/rules/0/when', '/constraints/0/deny']);
  });

  it('are changed by admins only, and not with a token that is limited to some twins', async () => {
    const document = { name: 'mine', selector: { twins: ['*'] }, rules: [RULE] };
    for (const token of [agent, supervisor, server.token('admin', { twins: ['factory_*'] })]) {
      expect((await server.post('/policies', document, token)).status).toBe(403);
    }
    const stranger = server.token('admin', { tenant: 'another' });
    expect((await server.get<List<PolicySummary>>('/policies', stranger)).body.items).toEqual([]);
  });
});

describe('a proposal', () => {
  it('shows exactly what would run, under a digest that anyone can work out', async () => {
    const { proposal_id } = await propose();
    const { body, headers } = await server.get<Proposal>(`/proposals/${proposal_id}`, agent);
    expect(body).toMatchObject({
      status: 'pending',
      proposed_by: 'agent',
      payload: { action: PROPOSAL.recommended_action, sim_id: null, policy_id: null, policy_version: null },
      simulation: null,
    });
    const canonical = canonicalize(body.payload) ?? '';
    expect(body.digest).toBe(createHash('sha256').update(canonical).digest('hex'));
    expect(headers.get('etag')).toBe('"1"');
    const [created] = await eventsAbout('proposal_id', proposal_id);
    expect(created).toMatchObject({ type: 'ProposalCreated', data: { digest: body.digest, decision_id: null } });
  });

  it('runs once when it is approved, and keeps what became of it', async () => {
    const proposal = await propose({
      recommended_action: { ...PROPOSAL.recommended_action, params: { setpoint: 84 } },
    });
    const approval = await server.post<Proposal>(
      `/proposals/${proposal.proposal_id}/approve`,
      { digest: proposal.digest, reason: 'idle' },
      supervisor,
    );
    expect(approval.status).toBe(200);
    expect(approval.body).toMatchObject({ status: 'approved', settled_by: 'supervisor', reason: 'idle', revision: 2 });
    const executed = await settled(proposal.proposal_id, 'executed');
    expect(executed.outcome).toMatchObject({ status: 'succeeded', error: null });
    const action = await server.get<Action>(`/actions/${executed.outcome?.action_id ?? ''}`, agent);
    expect(action.body).toMatchObject({
      status: 'succeeded',
      params: { setpoint: 84 },
      proposal_id: proposal.proposal_id,
    });
    const asset = await server.get<{ desired: object }>(`/twins/${TWIN}/assets/${ASSET}`, agent);
    expect(asset.body.desired).toMatchObject({ setpoint: 84 });
  });

  it('makes one action when twenty approve it at one instant', async () => {
    const proposal = await propose();
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, i) => approve(proposal, server.token('supervisor', { subject: `person${i}` }))),
    );
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(answers.filter((answer) => answer.status !== 200).map(problem)).toEqual(
      Array.from({ length: 19 }, () => [409, '/problems/proposal-settled']),
    );
    await settled(proposal.proposal_id, 'executed');
    const types = (await eventsAbout('proposal_id', proposal.proposal_id)).map(({ type }) => type);
    expect(types.sort()).toEqual(['ActionQueued', 'ActionSucceeded', 'ProposalApproved', 'ProposalCreated']);
    const { body } = await server.get<List<Action>>(`/actions?proposal_id=${proposal.proposal_id}`, agent);
    expect(body.items).toHaveLength(1);
  });

  it('is approved by the digest of what was read, and by no other', async () => {
    const proposal = await propose();
    const other = await propose({ recommended_action: { ...PROPOSAL.recommended_action, params: { setpoint: 1 } } });
    expect(other.digest).not.toBe(proposal.digest);
    const wrong = await approve({ ...proposal, digest: other.digest });
    expect(problem(wrong)).toEqual([409, '/problems/digest-mismatch']);
    expect((await server.post(`/proposals/${proposal.proposal_id}/approve`, {}, supervisor)).status).toBe(422);
    expect((await server.get<Proposal>(`/proposals/${proposal.proposal_id}`, agent)).body.status).toBe('pending');
  });

  it('cannot be approved by whoever proposed it', async () => {
    const { body } = await server.post<Proposal>('/proposals', PROPOSAL, supervisor);
    expect((await approve(body)).status).toBe(403);
    expect((await approve(body, server.token('supervisor', { subject: 'someone else' }))).status).toBe(200);
  });

  it('is settled by a rejection, with its reason', async () => {
    const proposal = await propose();
    const path = `/proposals/${proposal.proposal_id}/reject`;
    expect((await server.post(path, {}, supervisor)).status).toBe(422);
    const rejection = await server.post<Proposal>(path, { reason: 'Maintenance.' }, supervisor);
    expect(rejection.body).toMatchObject({ status: 'rejected', reason: 'Maintenance.', settled_by: 'supervisor' });
    expect(problem(await approve(proposal))).toEqual([409, '/problems/proposal-settled']);
    expect(problem(await server.post(path, { reason: 'again' }, supervisor))).toEqual([
      409,
      '/problems/proposal-settled',
    ]);
    const [, rejected] = await eventsAbout('proposal_id', proposal.proposal_id);
    expect(rejected).toMatchObject({ type: 'ProposalRejected', data: { rejected_by: 'supervisor' } });
  });

  it('expires when nobody decides', async () => {
    const proposal = await propose({ expires_in: 1 });
    const expired = await settled(proposal.proposal_id, 'expired');
    expect(expired.settled_by).toBeNull();
    expect(problem(await approve(proposal))).toEqual([409, '/problems/proposal-settled']);
    const types = (await eventsAbout('proposal_id', proposal.proposal_id)).map(({ type }) => type);
    expect(types).toEqual(['ProposalCreated', 'ProposalExpired']);
  });

  it('fails, and says why, when nothing can carry it out', async () => {
    const proposal = await propose({ recommended_action: { ...PROPOSAL.recommended_action, type: 'transmogrify' } });
    await approve(proposal);
    const { outcome } = await settled(proposal.proposal_id, 'executed');
    expect(outcome).toMatchObject({ status: 'failed', error: expect.stringContaining('transmogrify') });
  });

  it.each([
    [
      'an unknown asset',
      { recommended_action: { ...PROPOSAL.recommended_action, target: 'no' } },
      ['/recommended_action/target'],
    ],
    ['unknown fields', { recommended_action: { ...PROPOSAL.recommended_action, at: 1 } }, ['/recommended_action/at']],
    ['text that cannot be stored', { summary: 'a\0b' }, ['/summary']],
    ['a confidence beyond 1', { confidence: 1.1 }, ['/confidence']],
  ])('with %s is a 422 that names it', async (_, change, expected) => {
    const { status, body } = await server.post('/proposals', { ...PROPOSAL, ...change }, agent);
    expect([status, pointers(body)]).toEqual([422, expected]);
  });

  it('needs the role for it', async () => {
    const proposal = await propose();
    expect((await server.post('/proposals', PROPOSAL, server.token('viewer'))).status).toBe(403);
    expect((await server.post('/proposals', PROPOSAL, server.token('executor'))).status).toBe(403);
    for (const role of ['viewer', 'agent', 'executor']) {
      expect((await approve(proposal, server.token(role, { subject: 'another' }))).status).toBe(403);
    }
  });

  it('is out of reach for tokens of other twins and other tenants', async () => {
    const proposal = await propose();
    const limited = { twins: ['plant_*'], subject: 'limited' };
    expect((await server.post('/proposals', PROPOSAL, server.token('agent', limited))).status).toBe(403);
    for (const stranger of [server.token('supervisor', limited), server.token('supervisor', { tenant: 'another' })]) {
      expect((await server.get<List<Proposal>>('/proposals', stranger)).body.items).toEqual([]);
      expect((await server.get(`/proposals/${proposal.proposal_id}`, stranger)).status).toBe(404);
      expect((await approve(proposal, stranger)).status).toBe(404);
    }
  });

  it('is found by its status, page by page', async () => {
    const first = await server.get<List<Proposal>>(`/proposals?limit=3&twin_id=${TWIN}`, agent);
    const rest = await server.get<List<Proposal>>(
      `/proposals?limit=1000&page_token=${first.body.next_page_token ?? ''}`,
      agent,
    );
    const all = [...first.body.items, ...rest.body.items].map((proposal) => proposal.proposal_id);
    expect(new Set(all).size).toBe(all.length);
    const rejected = await server.get<List<Proposal>>('/proposals?status=rejected', agent);
    expect(rejected.body.items.map(({ status }) => status)).toEqual(['rejected']);
  });
});

describe('a serious anomaly', () => {
  async function decisionOn(twin: string): Promise<Decision> {
    return waitFor(`a decision on ${twin}`, async () => {
      const { body } = await server.get<List<Decision>>(`/decisions?twin_id=${twin}`, agent);
      return body.items[0];
    });
  }

  async function publish(name: string, twins: string[], change: object = {}): Promise<void> {
    const document = { name, selector: { twins }, rules: [RULE], ...change };
    const { body, status, text } = await server.post<Policy>('/policies', document, admin);
    expect([status, status === 201 ? '' : text]).toEqual([201, '']);
    expect((await server.post(`/policies/${body.policy_id}/publish`, {}, admin)).status).toBe(200);
  }

  it('becomes a proposal with its simulated outcomes, and an action when a person approves', async () => {
    await fault('plant_1');
    const decision = await decisionOn('plant_1');
    expect(decision).toMatchObject({ outcome: 'require_approval', rule_id: 'serious-anomaly', policy_version: 1 });
    expect(decision.reasoning.at(-1)).toBe('The policy always asks a person.');
    expect(decision.rules.at(-1)).toMatchObject({ rule_id: 'serious-anomaly', matched: true });
    const { history, data_quality, simulation, consensus } = decision.confidence_parts;
    expect([history.missing, data_quality.missing, simulation.missing, consensus.missing]).toEqual([
      true,
      false,
      false,
      true,
    ]);
    expect(simulation.score).toBeGreaterThan(0.9);
    expect(data_quality.score).toBeGreaterThan(0.9);
    const total = [history, data_quality, simulation, consensus].reduce(
      (sum, part) => sum + part.score * part.weight,
      0,
    );
    expect(decision.confidence).toBeCloseTo(total, 9);

    const { body } = await server.get<Proposal & { simulation: Simulation }>(
      `/proposals/${decision.proposal_id ?? ''}`,
      agent,
    );
    expect(body).toMatchObject({ status: 'pending', proposed_by: 'policy', decision_id: decision.decision_id });
    expect(body.payload).toMatchObject({ sim_id: decision.inputs.sim_id, policy_id: decision.policy_id });
    expect(body.simulation.candidates?.map(({ id }) => id)).toEqual(['hold', 'move_setpoint']);
    expect(body.recommended_action.params.setpoint).toBeCloseTo(80, 0);
    expect((await server.get(`/decisions/${decision.decision_id}`, agent)).body).toEqual(decision);

    expect((await approve(body)).status).toBe(200);
    expect((await settled(body.proposal_id, 'executed')).outcome).toMatchObject({ status: 'succeeded' });
    const asset = await server.get<{ desired: object }>(`/twins/plant_1/assets/${ASSET}`, agent);
    expect(asset.body.desired).toEqual(body.recommended_action.params);
  });

  it('is simulated and decided on once, also when it grows graver', async () => {
    const normal = Array.from({ length: 100 }, (_, i) => 80 + Math.sin(i * 1.7));
    await ingest('plant_2', ASSET, [...normal, 83.8, 83.8, 83.8, 83.8, 90, 120, 121]);
    await decisionOn('plant_2');
    const events = (await readLog(server)).filter(({ twin_id }) => twin_id === 'plant_2');
    const grave = events.filter(({ type, data }) => type === 'AnomalyDetected' && data.severity !== 'medium');
    expect(grave.map(({ data }) => data.severity)).toEqual(['high', 'critical']);
    await new Promise((resolve) => setTimeout(resolve, 500));
    const types = (await readLog(server)).filter(({ twin_id }) => twin_id === 'plant_2').map(({ type }) => type);
    expect(types.filter((type) => type === 'SimulationQueued')).toHaveLength(1);
    expect(types.filter((type) => type === 'DecisionMade')).toHaveLength(1);
    expect(types.filter((type) => type === 'ProposalCreated')).toHaveLength(1);
  });

  it('is acted on without a person where a policy says so, and by the same door', async () => {
    await publish('auto', ['auto_*']);
    await fault('auto_1');
    const decision = await decisionOn('auto_1');
    expect(decision.outcome).toBe('auto_execute');
    const proposal = await settled(decision.proposal_id ?? '', 'executed');
    expect(proposal).toMatchObject({ settled_by: 'policy', outcome: { status: 'succeeded' } });
    const types = (await readLog(server)).filter(({ twin_id }) => twin_id === 'auto_1').map(({ type }) => type);
    const story = ['DecisionMade', 'ProposalCreated', 'ProposalApproved', 'ActionQueued', 'ActionStarted'];
    expect(types.filter((type) => story.includes(type))).toEqual(story);
    expect(types).toContain('ActionSucceeded');
  });

  it('is not acted on when a constraint forbids it', async () => {
    const constraints = [
      { id: 'range', deny: 'action.params.setpoint < 90.0', reason: 'The chamber may not run below 90 degrees.' },
      { id: 'tools', deny: "action.target.startsWith('lathe_')", reason: 'Lathes are not touched.' },
    ];
    await publish('guarded', ['guarded_*'], { constraints });
    await fault('guarded_1');
    const decision = await decisionOn('guarded_1');
    expect(decision).toMatchObject({ outcome: 'reject', proposal_id: null });
    expect(decision.constraints.map(({ constraint_id, denied }) => [constraint_id, denied])).toEqual([
      ['range', true],
      ['tools', false],
    ]);
    expect(decision.reasoning.join(' ')).toContain('The chamber may not run below 90 degrees.');
  });

  it('is left to analysis when the confidence does not suffice to propose', async () => {
    const decide = { approval: 'by_confidence', thresholds: { auto: 1, propose: 0.999 } };
    await publish('careful', ['careful_*'], { rules: [{ ...RULE, decide }] });
    await fault('careful_1');
    const decision = await decisionOn('careful_1');
    expect(decision).toMatchObject({ outcome: 'require_analysis', proposal_id: null });
    const [asked] = (await readLog(server, ['AnalysisRequested'])).filter(({ twin_id }) => twin_id === 'careful_1');
    expect(asked?.data).toMatchObject({ decision_id: decision.decision_id, anomaly_id: decision.inputs.anomaly_id });
  });

  it('is left to analysis when it is best to do nothing', async () => {
    const simulate = {
      ...RULE.simulate,
      parameters: { ...RULE.simulate.parameters, observed: 'anomaly.baseline.mean' },
    };
    const decide = { approval: 'always' };
    await publish('calm', ['calm_*'], { rules: [{ ...RULE, simulate, decide }] });
    await fault('calm_1');
    const decision = await decisionOn('calm_1');
    expect([decision.outcome, decision.action]).toEqual(['require_analysis', null]);
  });

  it('is decided on by what earlier actions on the twin came to', async () => {
    await fault('auto_2');
    await settled((await decisionOn('auto_2')).proposal_id ?? '', 'executed');
    await ingest('auto_2', 'other_tool', [
      ...Array.from({ length: 100 }, (_, i) => 80 + Math.sin(i * 1.7)),
      95,
      95,
      95,
      95,
    ]);
    const second = await waitFor('a second decision', async () => {
      const { body } = await server.get<List<Decision>>('/decisions?twin_id=auto_2', agent);
      return body.items.length === 2 && body.items[0];
    });
    const { history } = second.confidence_parts;
    expect([history.missing, history.score]).toEqual([false, 2 / 3]);
    expect(history.explanation).toContain('1 of 1 earlier set_parameter');
  });

  it('is decided on behind the wall of scope and tenant', async () => {
    for (const stranger of [
      server.token('viewer', { twins: ['none_*'] }),
      server.token('viewer', { tenant: 'another' }),
    ]) {
      expect((await server.get<List<Decision>>('/decisions', stranger)).body.items).toEqual([]);
    }
    const [one] = (await server.get<List<Decision>>('/decisions?limit=1', agent)).body.items;
    const limited = server.token('viewer', { twins: ['none_*'] });
    expect((await server.get(`/decisions/${one?.decision_id ?? ''}`, limited)).status).toBe(404);
    expect((await server.get('/decisions?outcome=odd', agent)).status).toBe(422);
  });
});
