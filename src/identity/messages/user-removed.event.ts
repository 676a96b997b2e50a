import type { NewEvent } from '../../platform/event-log/event.js';

/** A user is no more. */
export class UserRemoved implements NewEvent {
  static readonly type = 'UserRemoved';
  readonly type = UserRemoved.type;
  readonly twinId = null;
  readonly dataRef = null;

  constructor(readonly data: { readonly user_id: string; readonly username: string }) {}
}
