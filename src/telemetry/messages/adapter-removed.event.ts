import type { NewEvent } from '../../platform/event-log/event.js';

/** An adapter is no more. */
export class AdapterRemoved implements NewEvent {
  static readonly type = 'AdapterRemoved';
  readonly type = AdapterRemoved.type;
  readonly twinId = null;
  readonly dataRef = null;

  constructor(readonly data: { readonly name: string }) {}
}
