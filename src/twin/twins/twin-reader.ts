import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.js';
import type { TwinAndAsset } from '../messages/twins-snapshot.query.js';
import type { AssetDto, TwinDto, TwinSummaryDto } from './twin.dto.js';

interface AssetRow extends Omit<AssetDto, 'reported_at'> {
  readonly reported_at: Date | null;
}

/** An asset, or what an outer join gives for a twin without assets. */
type TwinAndAssetRow = { readonly created_at: Date } & (
  AssetRow | { readonly twin_id: string; readonly asset_id: null }
);

const ASSET = 'twin_id, id AS asset_id, reported, reported_at, desired, version';

/** The read side of twins and assets, in their wire form. */
@Injectable()
export class TwinReader {
  constructor(private readonly database: Database) {}

  /** @param patterns LIKE patterns of the twins that the caller may see; null = all */
  async list(
    tenant: string,
    patterns: string[] | null,
    after: string | undefined,
    limit: number,
  ): Promise<TwinSummaryDto[]> {
    const rows = await this.database.query<{ twin_id: string; assets: number; created_at: Date }>(
      `SELECT id AS twin_id, created_at,
         (SELECT count(*)::int FROM asset WHERE asset.tenant = twin.tenant AND asset.twin_id = twin.id) AS assets
       FROM twin
       WHERE tenant = $1 AND ($2::text[] IS NULL OR id LIKE ANY($2)) AND ($3::text IS NULL OR id > $3)
       ORDER BY id LIMIT $4`,
      [tenant, patterns, after ?? null, limit],
    );
    return rows.map((row) => ({ ...row, created_at: row.created_at.toISOString() }));
  }

  async twin(tenant: string, twinId: string): Promise<TwinDto | undefined> {
    const twin = await this.database.first<{ created_at: Date }>(
      'SELECT created_at FROM twin WHERE tenant = $1 AND id = $2',
      [tenant, twinId],
    );
    if (!twin) return undefined;
    const assets = await this.database.query<AssetRow>(
      `SELECT ${ASSET} FROM asset WHERE tenant = $1 AND twin_id = $2 ORDER BY id`,
      [tenant, twinId],
    );
    return { twin_id: twinId, created_at: twin.created_at.toISOString(), assets: assets.map(onTheWire) };
  }

  async asset(tenant: string, twinId: string, assetId: string): Promise<AssetDto | undefined> {
    const row = await this.database.first<AssetRow>(
      `SELECT ${ASSET} FROM asset WHERE tenant = $1 AND twin_id = $2 AND id = $3`,
      [tenant, twinId, assetId],
    );
    return row && onTheWire(row);
  }

  /** Every twin with each of its assets, some at a time. @param patterns as for the list */
  async *everything(
    tenant: string,
    patterns: readonly string[] | null,
    twinId: string | null,
  ): AsyncGenerator<TwinAndAsset[], void> {
    const rows = this.database.stream<TwinAndAssetRow>(
      `SELECT twin.id AS twin_id, twin.created_at, asset.id AS asset_id, reported, reported_at, desired, version
       FROM twin LEFT JOIN asset ON asset.tenant = twin.tenant AND asset.twin_id = twin.id
       WHERE twin.tenant = $1 AND ($2::text[] IS NULL OR twin.id LIKE ANY($2)) AND ($3::text IS NULL OR twin.id = $3)
       ORDER BY twin.id, asset.id`,
      [tenant, patterns, twinId],
    );
    for await (const some of rows) yield some.map(twinAndAsset);
  }
}

function twinAndAsset({ created_at, ...row }: TwinAndAssetRow): TwinAndAsset {
  const asset = row.asset_id === null ? null : onTheWire(row);
  return { twin_id: row.twin_id, created_at: created_at.toISOString(), asset };
}

function onTheWire(row: AssetRow): AssetDto {
  return { ...row, reported_at: row.reported_at?.toISOString() ?? null };
}
