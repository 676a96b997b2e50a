import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Database } from '../../platform/database/database.js';
import { EventLog } from '../../platform/event-log/event-log.js';
import { notFound, ProblemError } from '../../platform/http/problems/problem.error.js';
import { PolicyPublished } from '../messages/policy-published.event.js';
import type { Policy } from '../messages/policy.js';
import { Policies } from './policies.js';
import { PublishPolicy } from './publish-policy.command.js';

@CommandHandler(PublishPolicy)
export class PublishPolicyHandler implements ICommandHandler<PublishPolicy> {
  constructor(
    private readonly database: Database,
    private readonly log: EventLog,
    private readonly policies: Policies,
  ) {}

  async execute({ operation, policyId, version: asked }: PublishPolicy): Promise<Policy> {
    const { tenant } = operation;
    return this.database.transaction(async () => {
      // Locked before it is read, so that the latest version is the latest also when one is being saved.
      const locked = await this.policies.lock(tenant, policyId);
      const policy = locked && (await this.policies.find(tenant, policyId));
      if (!policy) throw notFound('policy', policyId);
      const version = asked ?? policy.latest_version;
      if (!policy.versions.some((known) => known.version === version)) throw unknownVersion(policy, version);
      if (policy.published_version === version) return policy;
      await this.policies.publish(tenant, policyId, version);
      this.log.append(operation, new PolicyPublished({ policy_id: policyId, version }));
      return { ...policy, published_version: version };
    });
  }
}

function unknownVersion({ name }: Policy, version: number): ProblemError {
  const message = `there is no version ${version} of ${name}`;
  return new ProblemError('validation-failed', `The policy cannot be published: ${message}.`, {
    errors: [{ pointer: '/version', code: 'unknown-version', message }],
  });
}
