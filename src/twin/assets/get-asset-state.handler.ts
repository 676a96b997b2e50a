import { QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { Database } from '../../platform/database/database.js';
import { GetAssetState, type AssetState } from '../messages/get-asset-state.query.js';

@QueryHandler(GetAssetState)
export class GetAssetStateHandler implements IQueryHandler<GetAssetState> {
  constructor(private readonly database: Database) {}

  execute({ tenant, twinId, assetId }: GetAssetState): Promise<AssetState | undefined> {
    return this.database.first<AssetState>(
      `SELECT twin_id AS "twinId", id AS "assetId", reported, reported_at AS "reportedAt", desired, version
       FROM asset WHERE tenant = $1 AND twin_id = $2 AND id = $3`,
      [tenant, twinId, assetId],
    );
  }
}
