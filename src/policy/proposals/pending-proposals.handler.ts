import { QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { PendingProposals } from '../messages/pending-proposals.query.js';
import { Proposals } from './proposals.js';

@QueryHandler(PendingProposals)
export class PendingProposalsHandler implements IQueryHandler<PendingProposals> {
  constructor(private readonly proposals: Proposals) {}

  execute({ tenant, patterns, twinId }: PendingProposals) {
    return Promise.resolve(this.proposals.pending(tenant, patterns, twinId));
  }
}
