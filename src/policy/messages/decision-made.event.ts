import type { NewEvent } from '../../platform/event-log/event.js';
import type { DecisionOutcome } from './decision.js';

export interface DecisionMadeData {
  readonly decision_id: string;
  readonly outcome: DecisionOutcome;
  /** 0 to 1. */
  readonly confidence: number;
  readonly anomaly_id: string;
  readonly sim_id: string;
  readonly policy_id: string;
  readonly policy_version: number;
  readonly rule_id: string;
}

/** Policy has judged what a simulation recommends. */
export class DecisionMade implements NewEvent {
  static readonly type = 'DecisionMade';
  readonly type = DecisionMade.type;
  readonly dataRef: NewEvent['dataRef'];

  constructor(
    readonly twinId: string,
    readonly data: DecisionMadeData,
  ) {
    this.dataRef = { type: 'decision', id: data.decision_id };
  }
}
