import { Command } from '@nestjs/cqrs';
import type { Operation } from '../../platform/event-log/operation.js';
import type { Action } from '../messages/action.js';

export interface ActionRequest {
  readonly actionId: string;
  readonly twinId: string;
  readonly target: string;
  readonly type: string;
  readonly params: Readonly<Record<string, unknown>>;
  readonly emergency: boolean;
  /** The approved proposal that it comes from; null for an action that an executor asked for. */
  readonly proposalId: string | null;
}

/** Stores an action and has it carried out in the background. Joins the transaction in progress; a known id changes nothing. */
export class QueueAction extends Command<Action> {
  constructor(
    readonly operation: Operation,
    readonly request: ActionRequest,
  ) {
    super();
  }
}
