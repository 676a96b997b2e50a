import type { NewEvent } from '../../platform/event-log/event.js';

/** An API key is no longer taken. */
export class ApiKeyRevoked implements NewEvent {
  static readonly type = 'ApiKeyRevoked';
  readonly type = ApiKeyRevoked.type;
  readonly twinId = null;
  readonly dataRef = null;

  constructor(readonly data: { readonly key_id: string; readonly name: string }) {}
}
