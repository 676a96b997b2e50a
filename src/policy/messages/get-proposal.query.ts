import { Query } from '@nestjs/cqrs';
import type { Proposal } from './proposal.js';

export class GetProposal extends Query<Proposal | undefined> {
  constructor(
    readonly tenant: string,
    readonly proposalId: string,
  ) {
    super();
  }
}
