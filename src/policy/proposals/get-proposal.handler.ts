import { QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { GetProposal } from '../messages/get-proposal.query.js';
import type { Proposal } from '../messages/proposal.js';
import { proposalOf } from './proposal-row.js';
import { Proposals } from './proposals.js';

@QueryHandler(GetProposal)
export class GetProposalHandler implements IQueryHandler<GetProposal> {
  constructor(private readonly proposals: Proposals) {}

  async execute({ tenant, proposalId }: GetProposal): Promise<Proposal | undefined> {
    const row = await this.proposals.find(tenant, proposalId);
    return row && proposalOf(row);
  }
}
