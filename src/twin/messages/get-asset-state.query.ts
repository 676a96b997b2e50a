import { Query } from '@nestjs/cqrs';

export interface AssetState {
  readonly twinId: string;
  readonly assetId: string;
  /** Newest value of each metric. */
  readonly reported: Readonly<Record<string, number>>;
  readonly reportedAt: Date | null;
  readonly desired: Readonly<Record<string, unknown>>;
  /** Counts the changes of `desired`. */
  readonly version: number;
}

export class GetAssetState extends Query<AssetState | undefined> {
  constructor(
    readonly tenant: string,
    readonly twinId: string,
    readonly assetId: string,
  ) {
    super();
  }
}
