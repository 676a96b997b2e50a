import { Query } from '@nestjs/cqrs';
import type { Decision } from './decision.js';

export class GetDecision extends Query<Decision | undefined> {
  constructor(
    readonly tenant: string,
    readonly decisionId: string,
  ) {
    super();
  }
}
