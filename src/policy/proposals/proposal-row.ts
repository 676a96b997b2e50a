import type { Proposal } from '../messages/proposal.js';

/** A proposal as it is stored. */
export interface ProposalRow extends Omit<
  Proposal,
  'recommended_action' | 'payload' | 'created_at' | 'expires_at' | 'settled_at' | 'outcome'
> {
  readonly action: Proposal['recommended_action'];
  readonly target_state: Proposal['payload']['target_state'];
  readonly correlation_id: string;
  readonly created_at: Date;
  readonly expires_at: Date;
  readonly settled_at: Date | null;
  readonly outcome: 'succeeded' | 'failed' | null;
  readonly outcome_error: string | null;
  readonly action_id: string | null;
  readonly executed_at: Date | null;
}

export const PROPOSAL_COLUMNS = `id AS proposal_id, twin_id, status, summary, evidence, action, target_state, digest,
  confidence, decision_id, sim_id, anomaly_id, policy_id, policy_version, proposed_by, correlation_id, created_at,
  expires_at, settled_at, settled_by, reason, outcome, outcome_error, action_id, executed_at, revision`;

/** What an approval of the proposal binds. */
export function payloadOf(row: ProposalRow): Proposal['payload'] {
  const { action, target_state, sim_id, policy_id, policy_version } = row;
  return { action, target_state, sim_id, policy_id, policy_version };
}

/** The wire form of a stored proposal. */
export function proposalOf(row: ProposalRow): Proposal {
  return {
    proposal_id: row.proposal_id,
    twin_id: row.twin_id,
    status: row.status,
    summary: row.summary,
    evidence: row.evidence,
    recommended_action: row.action,
    confidence: row.confidence,
    payload: payloadOf(row),
    digest: row.digest,
    decision_id: row.decision_id,
    sim_id: row.sim_id,
    anomaly_id: row.anomaly_id,
    policy_id: row.policy_id,
    policy_version: row.policy_version,
    proposed_by: row.proposed_by,
    created_at: row.created_at.toISOString(),
    expires_at: row.expires_at.toISOString(),
    settled_at: row.settled_at?.toISOString() ?? null,
    settled_by: row.settled_by,
    reason: row.reason,
    outcome: outcomeOf(row),
    revision: row.revision,
  };
}

function outcomeOf({ outcome, outcome_error, action_id, executed_at }: ProposalRow): Proposal['outcome'] {
  if (outcome === null || action_id === null || !executed_at) return null;
  return { action_id, status: outcome, error: outcome_error, at: executed_at.toISOString() };
}
