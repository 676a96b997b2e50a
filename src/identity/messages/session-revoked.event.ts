import type { NewEvent } from '../../platform/event-log/event.js';

/** Why sessions ended before their time. */
export type RevocationReason =
  'logout' | 'refresh_token_reused' | 'password_changed' | 'access_changed' | 'user_disabled' | 'user_removed';

export interface SessionRevokedData {
  readonly user_id: string;
  readonly username: string;
  /** The session; null when all of the user's ended. */
  readonly session_id: string | null;
  /** How many ended. */
  readonly sessions: number;
  readonly reason: RevocationReason;
}

/** One session, or all of a user's, ended before their time. */
export class SessionRevoked implements NewEvent {
  static readonly type = 'SessionRevoked';
  readonly type = SessionRevoked.type;
  readonly twinId = null;
  readonly dataRef = null;

  constructor(readonly data: SessionRevokedData) {}
}
