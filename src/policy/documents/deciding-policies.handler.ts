import { QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { DecidingPolicies } from '../messages/deciding-policies.query.js';
import { PublishedPolicies } from './published-policies.js';

@QueryHandler(DecidingPolicies)
export class DecidingPoliciesHandler implements IQueryHandler<DecidingPolicies> {
  constructor(private readonly policies: PublishedPolicies) {}

  execute({ tenant }: DecidingPolicies) {
    return Promise.resolve(this.policies.references(tenant));
  }
}
