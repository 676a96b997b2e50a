import type { NewEvent } from '../../platform/event-log/event.js';

export type TwinChange =
  | { readonly change: 'assets_added'; readonly assets: readonly string[] }
  | {
      readonly change: 'desired_state';
      readonly asset_id: string;
      readonly desired: Readonly<Record<string, unknown>>;
      readonly version: number;
      readonly action_id: string;
    };

/** A twin has new assets, or something else is now wanted of one. */
export class TwinUpdated implements NewEvent {
  static readonly type = 'TwinUpdated';
  readonly type = TwinUpdated.type;
  readonly dataRef: NewEvent['dataRef'];

  constructor(
    readonly twinId: string,
    readonly data: TwinChange,
  ) {
    this.dataRef = { type: 'twin', id: twinId };
  }
}
