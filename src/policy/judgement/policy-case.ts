import type { AnomalyFinding } from '../../telemetry/messages/anomaly-detected.event.js';
import type { RuleMatch } from '../messages/decision.js';

/** An anomaly that a rule applies to, from the simulation that was asked for to the decision. */
export interface PolicyCase {
  readonly simId: string;
  readonly twinId: string;
  readonly policyId: string;
  readonly policyVersion: number;
  readonly ruleId: string;
  /** Id of the AnomalyDetected that the rule was judged on. */
  readonly triggerEventId: string;
  /** What that event said. */
  readonly anomaly: AnomalyFinding;
  /** Every rule that was judged until one applied. */
  readonly rules: readonly RuleMatch[];
}
