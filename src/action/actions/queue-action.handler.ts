import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Clock } from '../../platform/clock/clock.js';
import { Database } from '../../platform/database/database.js';
import { EventLog } from '../../platform/event-log/event-log.js';
import type { Operation } from '../../platform/event-log/operation.js';
import { ACTION_STATES } from '../execution/action-states.js';
import { ActionQueued } from '../messages/action-queued.event.js';
import type { Action } from '../messages/action.js';
import { actionOf, type ActionRow } from './action-row.js';
import { Actions } from './actions.js';
import { QueueAction, type ActionRequest } from './queue-action.command.js';

@CommandHandler(QueueAction)
export class QueueActionHandler implements ICommandHandler<QueueAction> {
  constructor(
    private readonly database: Database,
    private readonly log: EventLog,
    private readonly actions: Actions,
    private readonly clock: Clock,
  ) {}

  async execute({ operation, request }: QueueAction): Promise<Action> {
    return this.database.transaction(async () => {
      const row = this.row(request, operation);
      if (!(await this.actions.add(operation.tenant, row, operation.correlationId))) {
        return actionOf((await this.actions.find(operation.tenant, row.action_id)) ?? row);
      }
      const { action_id, proposal_id, type, target, params } = row;
      this.log.append(operation, new ActionQueued(row.twin_id, { action_id, proposal_id, type, target, params }));
      return actionOf(row);
    });
  }

  private row(request: ActionRequest, operation: Operation): ActionRow {
    return {
      action_id: request.actionId,
      twin_id: request.twinId,
      target: request.target,
      type: request.type,
      params: request.params,
      emergency: request.emergency,
      status: ACTION_STATES.first,
      attempts: 0,
      proposal_id: request.proposalId,
      requested_by: operation.actor,
      error: null,
      created_at: this.clock.now(),
      started_at: null,
      finished_at: null,
    };
  }
}
