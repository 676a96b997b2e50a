import { Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { newId } from '../../platform/clock/ids.js';
import { Database } from '../../platform/database/database.js';
import type { Operation } from '../../platform/event-log/operation.js';
import { EnsureScenario } from '../../simulation/messages/ensure-scenario.command.js';
import { PublishPolicy } from '../documents/publish-policy.command.js';
import { Policies } from '../documents/policies.js';
import { SavePolicy } from '../documents/save-policy.command.js';
import { DEFAULT_POLICY, DEFAULT_POLICY_NAME } from './default-policy.js';
import { HOLD_OR_MOVE_SETPOINT } from './hold-or-move-setpoint.js';

const TENANT = 'default';

/** Publishes the default policy, and the scenario that it simulates: for the first tenant at first start. */
@Injectable()
export class FirstPolicy implements OnApplicationBootstrap {
  private readonly logger = new Logger(FirstPolicy.name);

  constructor(
    private readonly database: Database,
    private readonly policies: Policies,
    private readonly commands: CommandBus,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    await this.publish({ tenant: TENANT, actor: 'policy', correlationId: newId('req'), causationId: null });
  }

  /** Changes nothing where the tenant has a policy of that name. */
  async publish(operation: Operation): Promise<void> {
    const { tenant } = operation;
    await this.commands.execute(new EnsureScenario(operation, HOLD_OR_MOVE_SETPOINT));
    await this.database.transaction(async () => {
      // Several processes may start at once: the first to take the name publishes, the others find it taken.
      if (!(await this.policies.take(tenant, DEFAULT_POLICY_NAME))) return;
      const { policy_id } = await this.commands.execute(new SavePolicy(operation, DEFAULT_POLICY));
      await this.commands.execute(new PublishPolicy(operation, policy_id, undefined));
      this.logger.log(`The default policy of ${tenant} is published: on a serious anomaly a person is always asked`);
    });
  }
}
