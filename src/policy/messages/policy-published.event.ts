import type { NewEvent } from '../../platform/event-log/event.js';

export interface PolicyPublishedData {
  readonly policy_id: string;
  readonly version: number;
}

/** From here on this version of the policy decides. */
export class PolicyPublished implements NewEvent {
  static readonly type = 'PolicyPublished';
  readonly type = PolicyPublished.type;
  readonly twinId = null;
  readonly dataRef: NewEvent['dataRef'];

  constructor(readonly data: PolicyPublishedData) {
    this.dataRef = { type: 'policy', id: data.policy_id };
  }
}
