import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.js';
import { Database } from '../../platform/database/database.js';
import { EventLog } from '../../platform/event-log/event-log.js';
import type { Operation } from '../../platform/event-log/operation.js';
import type { ActionRow } from '../actions/action-row.js';
import { Actions } from '../actions/actions.js';
import type { ActionTask } from '../connectors/connector.js';
import { ActionFailed } from '../messages/action-failed.event.js';
import { ActionStarted } from '../messages/action-started.event.js';
import { ActionSucceeded } from '../messages/action-succeeded.event.js';
import { ACTION_STATES } from './action-states.js';

/**
 * Moves an action on, each step in one transaction under the row's lock. Two workers can have the same action for a
 * moment, when one was believed dead; whoever finishes second changes nothing.
 */
@Injectable()
export class ActionProgress {
  constructor(
    private readonly database: Database,
    private readonly log: EventLog,
    private readonly actions: Actions,
    private readonly clock: Clock,
  ) {}

  /** Begins an attempt. @returns undefined when the action is finished already */
  begin(operation: Operation, actionId: string): Promise<ActionTask | undefined> {
    return this.locked(operation, actionId, async (row) => {
      const { action_id, twin_id, attempts, target, type, params } = await this.actions.begin(
        operation.tenant,
        row,
        this.clock.now(),
      );
      this.log.append(operation, new ActionStarted(twin_id, { action_id, attempt: attempts }));
      return { actionId: action_id, twinId: twin_id, target, type, params };
    });
  }

  /** @param keep stores what the action changed, in the same transaction */
  async succeed(operation: Operation, { actionId }: ActionTask, keep: () => Promise<void>): Promise<void> {
    await this.locked(operation, actionId, async (row) => {
      await keep();
      const { action_id, twin_id, proposal_id, type, target, params } = await this.actions.finish(
        operation.tenant,
        row,
        null,
        this.clock.now(),
      );
      this.log.append(operation, new ActionSucceeded(twin_id, { action_id, proposal_id, type, target, params }));
    });
  }

  /** @param reason why it cannot be done, for whoever asked for it */
  async fail(operation: Operation, { actionId }: ActionTask, reason: string): Promise<void> {
    await this.locked(operation, actionId, async (row) => {
      const failed = await this.actions.finish(operation.tenant, row, reason, this.clock.now());
      const { action_id, twin_id, proposal_id } = failed;
      this.log.append(operation, new ActionFailed(twin_id, { action_id, proposal_id, error: reason }));
    });
  }

  private locked<T>(
    { tenant }: Operation,
    actionId: string,
    change: (row: ActionRow) => Promise<T>,
  ): Promise<T | undefined> {
    return this.database.transaction(async () => {
      const row = await this.actions.lock(tenant, actionId);
      if (!row) throw new Error(`There is no action ${actionId}`);
      return ACTION_STATES.ends(row.status) ? undefined : change(row);
    });
  }
}
