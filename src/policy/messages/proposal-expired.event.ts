import type { NewEvent } from '../../platform/event-log/event.js';

export interface ProposalExpiredData {
  readonly proposal_id: string;
}

/** Nobody decided in time. */
export class ProposalExpired implements NewEvent {
  static readonly type = 'ProposalExpired';
  readonly type = ProposalExpired.type;
  readonly dataRef: NewEvent['dataRef'];

  constructor(
    readonly twinId: string,
    readonly data: ProposalExpiredData,
  ) {
    this.dataRef = { type: 'proposal', id: data.proposal_id };
  }
}
