import { Injectable } from '@nestjs/common';
import { TenantCreated } from '../../identity/messages/tenant-created.event.js';
import { LogConsumer, type DurableConsumer } from '../../platform/event-log/consumers/log-consumer.decorator.js';
import type { LoggedEvent } from '../../platform/event-log/event.js';
import { operationAfter } from '../../platform/event-log/operation-after.js';
import { FirstPolicy } from './first-policy.js';

/** Gives each new tenant the default policy, as the first one gets it at first start. */
@Injectable()
@LogConsumer({ name: 'policy.first-policy', events: [TenantCreated.type] })
export class FirstPolicyConsumer implements DurableConsumer {
  constructor(private readonly first: FirstPolicy) {}

  consume(event: LoggedEvent): Promise<void> {
    return this.first.publish(operationAfter(event, 'policy'));
  }
}
