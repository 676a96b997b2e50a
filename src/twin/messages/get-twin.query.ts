import { Query } from '@nestjs/cqrs';

/** An asset as `GET /twins/{twin_id}/assets/{asset_id}` shows it. */
export interface TwinAsset {
  readonly twin_id: string;
  readonly asset_id: string;
  /** Newest value of each metric. */
  readonly reported: Readonly<Record<string, number>>;
  readonly reported_at: string | null;
  readonly desired: Readonly<Record<string, unknown>>;
  /** Counts the changes of `desired`. */
  readonly version: number;
}

/** A twin as `GET /twins/{twin_id}` shows it. */
export interface Twin {
  readonly twin_id: string;
  readonly created_at: string;
  readonly assets: readonly TwinAsset[];
}

/** Undefined when the tenant has no such twin. */
export class GetTwin extends Query<Twin | undefined> {
  constructor(
    readonly tenant: string,
    readonly twinId: string,
  ) {
    super();
  }
}
