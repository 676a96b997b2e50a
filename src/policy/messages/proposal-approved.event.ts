import type { NewEvent } from '../../platform/event-log/event.js';
import type { ProposedAction } from './proposed-action.js';

export interface ProposalApprovedData {
  readonly proposal_id: string;
  readonly digest: string;
  readonly approved_by: string;
  readonly action: ProposedAction;
}

/** The action may be done: this is the only thing that makes a proposal an action. */
export class ProposalApproved implements NewEvent {
  static readonly type = 'ProposalApproved';
  readonly type = ProposalApproved.type;
  readonly dataRef: NewEvent['dataRef'];

  constructor(
    readonly twinId: string,
    readonly data: ProposalApprovedData,
  ) {
    this.dataRef = { type: 'proposal', id: data.proposal_id };
  }
}
