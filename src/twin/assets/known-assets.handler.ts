import { QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { Database } from '../../platform/database/database.js';
import { KnownAssets } from '../messages/known-assets.query.js';

@QueryHandler(KnownAssets)
export class KnownAssetsHandler implements IQueryHandler<KnownAssets> {
  constructor(private readonly database: Database) {}

  async execute({ tenant, assets }: KnownAssets): Promise<ReadonlySet<string>> {
    const rows = await this.database.query<{ key: string }>(
      `SELECT twin_id || '/' || id AS key FROM asset
       WHERE tenant = $1 AND (twin_id, id) IN (SELECT * FROM unnest($2::text[], $3::text[]))`,
      [tenant, assets.map((asset) => asset.twinId), assets.map((asset) => asset.assetId)],
    );
    return new Set(rows.map((row) => row.key));
  }
}
