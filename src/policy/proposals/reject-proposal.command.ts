import { Command } from '@nestjs/cqrs';
import type { Operation } from '../../platform/event-log/operation.js';
import type { Proposal } from '../messages/proposal.js';

/** Decides that a proposal's action shall not run. Rejects with a ProblemError: 404 when it is unknown, 409 when settled. */
export class RejectProposal extends Command<Proposal> {
  constructor(
    readonly operation: Operation,
    readonly proposalId: string,
    readonly reason: string,
  ) {
    super();
  }
}
