import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Database } from '../../platform/database/database.js';
import type { Policy } from '../messages/policy.js';
import { Policies } from './policies.js';
import { SavePolicy } from './save-policy.command.js';

@CommandHandler(SavePolicy)
export class SavePolicyHandler implements ICommandHandler<SavePolicy> {
  constructor(
    private readonly database: Database,
    private readonly policies: Policies,
  ) {}

  async execute({ operation: { tenant, actor }, document }: SavePolicy): Promise<Policy> {
    return this.database.transaction(async () => {
      await this.policies.take(tenant, document.name);
      const id = await this.policies.lockByName(tenant, document.name);
      if (id === undefined) throw new Error(`The policy ${document.name} is gone`);
      await this.policies.addVersion(tenant, id, document, actor);
      const policy = await this.policies.find(tenant, id);
      if (!policy) throw new Error(`The policy ${id} is gone`);
      return policy;
    });
  }
}
