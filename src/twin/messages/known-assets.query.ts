import { Query } from '@nestjs/cqrs';

export interface AssetKey {
  readonly twinId: string;
  readonly assetId: string;
}

/** Which of these assets exist, each as `twin_id/asset_id`. */
export class KnownAssets extends Query<ReadonlySet<string>> {
  constructor(
    readonly tenant: string,
    readonly assets: readonly AssetKey[],
  ) {
    super();
  }
}
