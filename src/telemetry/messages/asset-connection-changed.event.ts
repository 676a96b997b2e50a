import type { NewEvent } from '../../platform/event-log/event.js';

export interface AssetConnectionChangedData {
  readonly asset_id: string;
  readonly connected: boolean;
  /** Name of the adapter that was told so. */
  readonly adapter: string;
}

/** An asset, or its last will, said that it is online or offline, and had said otherwise or nothing before. */
export class AssetConnectionChanged implements NewEvent {
  static readonly type = 'AssetConnectionChanged';
  readonly type = AssetConnectionChanged.type;
  readonly dataRef = null;

  constructor(
    readonly twinId: string,
    readonly data: AssetConnectionChangedData,
  ) {}
}
