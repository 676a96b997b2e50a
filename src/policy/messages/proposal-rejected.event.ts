import type { NewEvent } from '../../platform/event-log/event.js';

export interface ProposalRejectedData {
  readonly proposal_id: string;
  readonly reason: string;
  readonly rejected_by: string;
}

/** The action shall not be done. */
export class ProposalRejected implements NewEvent {
  static readonly type = 'ProposalRejected';
  readonly type = ProposalRejected.type;
  readonly dataRef: NewEvent['dataRef'];

  constructor(
    readonly twinId: string,
    readonly data: ProposalRejectedData,
  ) {
    this.dataRef = { type: 'proposal', id: data.proposal_id };
  }
}
