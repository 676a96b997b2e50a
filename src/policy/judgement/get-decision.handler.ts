import { QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { Decision } from '../messages/decision.js';
import { GetDecision } from '../messages/get-decision.query.js';
import { decisionOf, Decisions } from './decisions.js';

@QueryHandler(GetDecision)
export class GetDecisionHandler implements IQueryHandler<GetDecision> {
  constructor(private readonly decisions: Decisions) {}

  async execute({ tenant, decisionId }: GetDecision): Promise<Decision | undefined> {
    const row = await this.decisions.find(tenant, decisionId);
    return row && decisionOf(row);
  }
}
