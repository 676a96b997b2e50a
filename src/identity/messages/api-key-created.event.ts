import type { NewEvent } from '../../platform/event-log/event.js';

export interface ApiKeyCreatedData {
  readonly key_id: string;
  readonly name: string;
  readonly roles: readonly string[];
  /** Globs of the twins that it is limited to; null = all. */
  readonly twins: readonly string[] | null;
  readonly expires_at: string | null;
}

/** An API key was made, which acts under its id from here on. */
export class ApiKeyCreated implements NewEvent {
  static readonly type = 'ApiKeyCreated';
  readonly type = ApiKeyCreated.type;
  readonly twinId = null;
  readonly dataRef = null;

  constructor(readonly data: ApiKeyCreatedData) {}
}
