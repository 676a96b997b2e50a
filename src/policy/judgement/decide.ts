import type { Thresholds } from '../documents/policy-document.js';
import type { ConstraintResult, DecisionOutcome } from '../messages/decision.js';

export interface DecisionQuestion {
  /** Why there is no result to decide on; undefined when there is one. */
  readonly simulationError: string | undefined;
  /** Type of the recommended action; undefined when it is best to do nothing. */
  readonly actionType: string | undefined;
  readonly constraints: readonly ConstraintResult[];
  /** 0 to 1. */
  readonly confidence: number;
  readonly approval: 'always' | 'by_confidence';
  readonly autoExecute: readonly string[];
  readonly thresholds: Thresholds;
}

export interface Verdict {
  readonly outcome: DecisionOutcome;
  /** What led to the outcome, sentence by sentence. */
  readonly reasoning: readonly string[];
}

/** Whether to act, to ask a person, to look further, or not to act at all. */
export function decide(question: DecisionQuestion): Verdict {
  const { simulationError, actionType, constraints, approval } = question;
  if (simulationError !== undefined) {
    return verdict(
      'require_analysis',
      `The simulation failed: ${simulationError.replace(/\.$/, '')}.`,
      'Someone should look further.',
    );
  }
  if (actionType === undefined) {
    return verdict('require_analysis', 'By the simulation it is best to do nothing.', 'Nothing is proposed.');
  }
  const recommended = `The simulation recommends ${actionType}.`;
  const denials = constraints.filter((constraint) => constraint.denied);
  if (denials.length > 0) {
    const reasons = denials.map(
      ({ constraint_id, reason }) => `The constraint ${constraint_id} forbids it: ${reason ?? ''}`,
    );
    return verdict('reject', recommended, ...reasons);
  }
  const { outcome, reasoning } = byConfidence(question);
  return approval === 'always'
    ? verdict('require_approval', recommended, ...reasoning, 'The policy always asks a person.')
    : verdict(outcome, recommended, ...reasoning);
}

function byConfidence({ confidence, thresholds, autoExecute, actionType = '' }: DecisionQuestion): Verdict {
  const sure = `The confidence of ${confidence.toFixed(3)}`;
  if (confidence < thresholds.propose) {
    return verdict('require_analysis', `${sure} is below ${thresholds.propose}, from which an action is proposed.`);
  }
  if (confidence < thresholds.auto) {
    return verdict(
      'require_approval',
      `${sure} suffices to propose, and not for ${thresholds.auto}, to act on it alone.`,
    );
  }
  const reached = `${sure} reaches ${thresholds.auto}, from which the policy may act by itself.`;
  return autoExecute.includes(actionType)
    ? verdict('auto_execute', reached, `The policy lets ${actionType} run without a person.`)
    : verdict('require_approval', reached, `The policy does not let ${actionType} run without a person.`);
}

function verdict(outcome: DecisionOutcome, ...reasoning: string[]): Verdict {
  return { outcome, reasoning };
}
