import type { NewEvent } from '../../platform/event-log/event.js';

export interface ActionStartedData {
  readonly action_id: string;
  /** From 1. */
  readonly attempt: number;
}

/** A worker carries the action out; told again for each attempt. */
export class ActionStarted implements NewEvent {
  static readonly type = 'ActionStarted';
  readonly type = ActionStarted.type;
  readonly dataRef: NewEvent['dataRef'];

  constructor(
    readonly twinId: string,
    readonly data: ActionStartedData,
  ) {
    this.dataRef = { type: 'action', id: data.action_id };
  }
}
