import { Injectable } from '@nestjs/common';
import { LogConsumer, type DurableConsumer } from '../../platform/event-log/consumers/log-consumer.decorator.js';
import type { LoggedEvent } from '../../platform/event-log/event.js';
import { Actions } from '../actions/actions.js';
import { ActionQueued, type ActionQueuedData } from '../messages/action-queued.event.js';
import { ActionJobs } from './action-jobs.js';

/** Hands a queued action to the workers. */
@Injectable()
@LogConsumer({ name: 'action.enqueue', events: [ActionQueued.type] })
export class EnqueueConsumer implements DurableConsumer {
  constructor(
    private readonly actions: Actions,
    private readonly jobs: ActionJobs,
  ) {}

  async consume({ id, tenant, correlationId, data }: LoggedEvent): Promise<void> {
    const { action_id: actionId } = data as unknown as ActionQueuedData;
    await this.actions.keepQueuedEvent(tenant, actionId, id);
    await this.jobs.add({ tenant, actionId, correlationId, causationId: id });
  }
}
