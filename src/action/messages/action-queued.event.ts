import type { NewEvent } from '../../platform/event-log/event.js';

export interface ActionQueuedData {
  readonly action_id: string;
  /** The proposal that was approved; null for an action that an executor asked for. */
  readonly proposal_id: string | null;
  readonly type: string;
  readonly target: string;
  readonly params: Readonly<Record<string, unknown>>;
}

/** An action is stored and waits for a worker. */
export class ActionQueued implements NewEvent {
  static readonly type = 'ActionQueued';
  readonly type = ActionQueued.type;
  readonly dataRef: NewEvent['dataRef'];

  constructor(
    readonly twinId: string,
    readonly data: ActionQueuedData,
  ) {
    this.dataRef = { type: 'action', id: data.action_id };
  }
}
