import { Command } from '@nestjs/cqrs';
import type { Operation } from '../../platform/event-log/operation.js';
import type { Proposal } from '../messages/proposal.js';

export interface Approval {
  readonly proposalId: string;
  /** Of the payload that the approver has seen. */
  readonly digest: string;
  readonly reason: string | null;
  /** `rule`: a policy that permits the action by itself; a person may not approve an own proposal. */
  readonly by: 'person' | 'rule';
}

/**
 * Lets a proposal's action run. Rejects with a ProblemError: 404 for an unknown proposal, 409 when it is settled, has
 * expired or has another digest, 403 when the proposer approves.
 */
export class ApproveProposal extends Command<Proposal> {
  constructor(
    readonly operation: Operation,
    readonly approval: Approval,
  ) {
    super();
  }
}
