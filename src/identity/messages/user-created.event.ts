import type { NewEvent } from '../../platform/event-log/event.js';

/** A user as events tell of one. */
export interface UserData {
  readonly user_id: string;
  readonly username: string;
  readonly roles: readonly string[];
  /** Globs of the twins that the user reaches; null = all. */
  readonly twins: readonly string[] | null;
  readonly disabled: boolean;
}

/** An admin made a user. */
export class UserCreated implements NewEvent {
  static readonly type = 'UserCreated';
  readonly type = UserCreated.type;
  readonly twinId = null;
  readonly dataRef = null;

  constructor(readonly data: UserData) {}
}
