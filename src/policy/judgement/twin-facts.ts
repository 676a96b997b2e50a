import { Injectable } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { GetAssetState } from '../../twin/messages/get-asset-state.query.js';

/** What conditions see as `twin`: the asset that an anomaly is about. */
export interface TwinFacts {
  readonly twin_id: string;
  readonly asset_id: string;
  readonly reported: Readonly<Record<string, number>>;
  readonly desired: Readonly<Record<string, unknown>>;
}

@Injectable()
export class TwinFactsReader {
  constructor(private readonly queries: QueryBus) {}

  /** Of an unknown asset there is nothing reported and nothing desired. */
  async read(tenant: string, twinId: string, assetId: string): Promise<TwinFacts> {
    const asset = await this.queries.execute(new GetAssetState(tenant, twinId, assetId));
    return { twin_id: twinId, asset_id: assetId, reported: asset?.reported ?? {}, desired: asset?.desired ?? {} };
  }
}
