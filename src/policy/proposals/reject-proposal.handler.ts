import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { EventLog } from '../../platform/event-log/event-log.js';
import { ProposalRejected } from '../messages/proposal-rejected.event.js';
import type { Proposal } from '../messages/proposal.js';
import { ProposalSettlement } from './proposal-settlement.js';
import { RejectProposal } from './reject-proposal.command.js';

@CommandHandler(RejectProposal)
export class RejectProposalHandler implements ICommandHandler<RejectProposal> {
  constructor(
    private readonly settlement: ProposalSettlement,
    private readonly log: EventLog,
  ) {}

  execute({ operation, proposalId, reason }: RejectProposal): Promise<Proposal> {
    return this.settlement.settle(operation, proposalId, 'rejected', reason, (row) => {
      const data = { proposal_id: row.proposal_id, reason, rejected_by: operation.actor };
      this.log.append(operation, new ProposalRejected(row.twin_id, data));
    });
  }
}
