import { Query } from '@nestjs/cqrs';
import type { Policy } from './policy.js';

export class GetPolicy extends Query<Policy | undefined> {
  constructor(
    readonly tenant: string,
    readonly policyId: string,
  ) {
    super();
  }
}
