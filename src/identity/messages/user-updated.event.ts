import type { NewEvent } from '../../platform/event-log/event.js';
import type { UserData } from './user-created.event.js';

/** What can change of a user. */
export type UserChange = 'roles' | 'twins' | 'disabled' | 'password' | 'second_factor';

export interface UserUpdatedData extends UserData {
  readonly changed: readonly UserChange[];
}

/** A user is not what it was. */
export class UserUpdated implements NewEvent {
  static readonly type = 'UserUpdated';
  readonly type = UserUpdated.type;
  readonly twinId = null;
  readonly dataRef = null;

  constructor(readonly data: UserUpdatedData) {}
}
