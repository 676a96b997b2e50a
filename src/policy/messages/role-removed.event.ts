import type { NewEvent } from '../../platform/event-log/event.js';

export interface RoleRemovedData {
  readonly name: string;
}

/** From here on a role permits nothing: there is none of that name any more. */
export class RoleRemoved implements NewEvent {
  static readonly type = 'RoleRemoved';
  readonly type = RoleRemoved.type;
  readonly twinId = null;
  readonly dataRef = null;

  constructor(readonly data: RoleRemovedData) {}
}
