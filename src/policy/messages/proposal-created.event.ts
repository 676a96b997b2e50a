import type { NewEvent } from '../../platform/event-log/event.js';
import type { ProposedAction } from './proposed-action.js';

export interface ProposalCreatedData {
  readonly proposal_id: string;
  readonly decision_id: string | null;
  readonly sim_id: string | null;
  readonly anomaly_id: string | null;
  readonly summary: string;
  readonly recommended_action: ProposedAction;
  readonly digest: string;
  readonly expires_at: string;
}

/** Someone is asked whether an action may be done. */
export class ProposalCreated implements NewEvent {
  static readonly type = 'ProposalCreated';
  readonly type = ProposalCreated.type;
  readonly dataRef: NewEvent['dataRef'];

  constructor(
    readonly twinId: string,
    readonly data: ProposalCreatedData,
  ) {
    this.dataRef = { type: 'proposal', id: data.proposal_id };
  }
}
