import type { NewEvent } from '../../platform/event-log/event.js';

export interface ActionSucceededData {
  readonly action_id: string;
  readonly proposal_id: string | null;
  readonly type: string;
  readonly target: string;
  readonly params: Readonly<Record<string, unknown>>;
}

/** The action is done. */
export class ActionSucceeded implements NewEvent {
  static readonly type = 'ActionSucceeded';
  readonly type = ActionSucceeded.type;
  readonly dataRef: NewEvent['dataRef'];

  constructor(
    readonly twinId: string,
    readonly data: ActionSucceededData,
  ) {
    this.dataRef = { type: 'action', id: data.action_id };
  }
}
