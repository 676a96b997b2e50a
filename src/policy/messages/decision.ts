import type { ProposedAction } from './proposed-action.js';

export const DECISION_OUTCOMES = ['auto_execute', 'require_approval', 'require_analysis', 'reject'] as const;
export type DecisionOutcome = (typeof DECISION_OUTCOMES)[number];

export const CONFIDENCE_PARTS = ['history', 'data_quality', 'simulation', 'consensus'] as const;
export type ConfidencePartName = (typeof CONFIDENCE_PARTS)[number];

/** One part of a confidence. */
export interface ConfidencePart {
  /** 0 to 1. */
  readonly score: number;
  /** Share in the whole, 0 to 1; the four add up to 1. */
  readonly weight: number;
  /** Whether nothing was known, so that the score is the one that the policy sets for that. */
  readonly missing: boolean;
  readonly explanation: string;
}

export type ConfidenceParts = Readonly<Record<ConfidencePartName, ConfidencePart>>;

/** Whether a rule applied to an anomaly. */
export interface RuleMatch {
  readonly policy_id: string;
  readonly policy_version: number;
  readonly rule_id: string;
  readonly matched: boolean;
  /** Why the rule could not be judged; null when it could. */
  readonly error: string | null;
}

/** Whether a constraint forbade the action. */
export interface ConstraintResult {
  readonly constraint_id: string;
  readonly denied: boolean;
  /** Why it forbids, or why it could not be judged, which counts as forbidding; null when it allows. */
  readonly reason: string | null;
}

/** A decision as `GET /decisions/{id}` shows it. */
export interface Decision {
  readonly decision_id: string;
  readonly twin_id: string;
  readonly outcome: DecisionOutcome;
  readonly confidence: number;
  readonly confidence_parts: ConfidenceParts;
  /** What the simulation recommends; null when it is best to do nothing, or when it failed. */
  readonly action: ProposedAction | null;
  /** What it was decided on; `GET /r/{type}/{id}` gives each. */
  readonly inputs: {
    readonly anomaly_id: string;
    readonly sim_id: string;
    readonly trigger_event_id: string;
    readonly simulation_event_id: string;
  };
  readonly policy_id: string;
  readonly policy_version: number;
  readonly rule_id: string;
  readonly rules: readonly RuleMatch[];
  readonly constraints: readonly ConstraintResult[];
  /** What led to the outcome, sentence by sentence. */
  readonly reasoning: readonly string[];
  readonly proposal_id: string | null;
  readonly created_at: string;
}
