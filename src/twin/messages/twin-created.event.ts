import type { NewEvent } from '../../platform/event-log/event.js';

/** A twin that was not known before has reported. */
export class TwinCreated implements NewEvent {
  static readonly type = 'TwinCreated';
  readonly type = TwinCreated.type;
  readonly dataRef: NewEvent['dataRef'];
  readonly data: { readonly assets: readonly string[] };

  constructor(
    readonly twinId: string,
    assets: readonly string[],
  ) {
    this.dataRef = { type: 'twin', id: twinId };
    this.data = { assets };
  }
}
