import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { EventLog } from '../../platform/event-log/event-log.js';
import { ProblemError } from '../../platform/http/problems/problem.error.js';
import { ProposalApproved } from '../messages/proposal-approved.event.js';
import type { Proposal } from '../messages/proposal.js';
import { ApproveProposal, type Approval } from './approve-proposal.command.js';
import { payloadDigest } from './payload-digest.js';
import { payloadOf, type ProposalRow } from './proposal-row.js';
import { ProposalSettlement } from './proposal-settlement.js';

@CommandHandler(ApproveProposal)
export class ApproveProposalHandler implements ICommandHandler<ApproveProposal> {
  constructor(
    private readonly settlement: ProposalSettlement,
    private readonly log: EventLog,
  ) {}

  execute({ operation, approval }: ApproveProposal): Promise<Proposal> {
    return this.settlement.settle(operation, approval.proposalId, 'approved', approval.reason, (row) => {
      requireAnother(row, operation.actor, approval);
      requireDigest(row, approval.digest);
      const { proposal_id, twin_id, digest, action } = row;
      const data = { proposal_id, digest, approved_by: operation.actor, action };
      this.log.append(operation, new ProposalApproved(twin_id, data));
    });
  }
}

function requireAnother(row: ProposalRow, actor: string, { by }: Approval): void {
  if (by === 'person' && row.proposed_by === actor) {
    throw new ProblemError('forbidden', 'Whoever proposed an action cannot approve it; someone else has to.');
  }
}

/** The digest is worked out anew from what would run, rather than trusted as it was stored. */
function requireDigest(row: ProposalRow, digest: string): void {
  if (digest !== row.digest || digest !== payloadDigest(payloadOf(row))) {
    throw new ProblemError('digest-mismatch', `The digest given is not that of the proposal ${row.proposal_id}.`);
  }
}
