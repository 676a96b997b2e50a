import { QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { GetPolicy } from '../messages/get-policy.query.js';
import type { Policy } from '../messages/policy.js';
import { Policies } from './policies.js';

@QueryHandler(GetPolicy)
export class GetPolicyHandler implements IQueryHandler<GetPolicy> {
  constructor(private readonly policies: Policies) {}

  execute({ tenant, policyId }: GetPolicy): Promise<Policy | undefined> {
    return this.policies.find(tenant, policyId);
  }
}
