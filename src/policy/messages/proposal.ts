import type { ProposedAction } from './proposed-action.js';

export const PROPOSAL_STATUSES = ['pending', 'approved', 'rejected', 'expired', 'executed'] as const;
export type ProposalStatus = (typeof PROPOSAL_STATUSES)[number];

/** Something that a proposal rests on: a resource of the log, a remark, or both. */
export interface Evidence {
  /** The kind of resource, as in `GET /r/{type}/{id}`, or any other word. */
  readonly type: string;
  readonly id?: string;
  readonly note?: string;
}

/** What an approval binds: `digest` is the SHA-256 of its canonical JSON (RFC 8785). */
export interface ProposalPayload {
  readonly action: ProposedAction;
  /** What was desired of the target when the proposal was made, and which change of it that was. */
  readonly target_state: { readonly desired: Readonly<Record<string, unknown>>; readonly version: number };
  readonly sim_id: string | null;
  readonly policy_id: string | null;
  readonly policy_version: number | null;
}

/** What became of the action of an approved proposal. */
export interface ProposalOutcome {
  readonly action_id: string;
  readonly status: 'succeeded' | 'failed';
  readonly error: string | null;
  readonly at: string;
}

/** A proposal as `GET /proposals` shows it. */
export interface Proposal {
  readonly proposal_id: string;
  readonly twin_id: string;
  readonly status: ProposalStatus;
  readonly summary: string;
  readonly evidence: readonly Evidence[];
  readonly recommended_action: ProposedAction;
  /** 0 to 1; null when whoever proposed gave none. */
  readonly confidence: number | null;
  readonly payload: ProposalPayload;
  /** SHA-256 of the payload, in hex: what an approval has to name. */
  readonly digest: string;
  readonly decision_id: string | null;
  readonly sim_id: string | null;
  readonly anomaly_id: string | null;
  readonly policy_id: string | null;
  readonly policy_version: number | null;
  readonly proposed_by: string;
  readonly created_at: string;
  readonly expires_at: string;
  readonly settled_at: string | null;
  readonly settled_by: string | null;
  /** Why it was approved or rejected. */
  readonly reason: string | null;
  readonly outcome: ProposalOutcome | null;
  /** Counts the changes of the proposal. */
  readonly revision: number;
}
