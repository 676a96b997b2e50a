import type { NewEvent } from '../../platform/event-log/event.js';

export interface ActionFailedData {
  readonly action_id: string;
  readonly proposal_id: string | null;
  readonly error: string;
}

/** The action cannot be done, and why; nothing tries it again. */
export class ActionFailed implements NewEvent {
  static readonly type = 'ActionFailed';
  readonly type = ActionFailed.type;
  readonly dataRef: NewEvent['dataRef'];

  constructor(
    readonly twinId: string,
    readonly data: ActionFailedData,
  ) {
    this.dataRef = { type: 'action', id: data.action_id };
  }
}
