import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.js';
import { isStorableText } from '../../platform/http/validation/identifier.js';
import { tooCostly } from './too-costly.js';

export interface FoundSeries {
  readonly seriesId: number;
  readonly assetId: string;
  readonly metric: string;
}

/** Which series of a twin are meant. */
export interface SeriesChoice {
  readonly tenant: string;
  readonly twinId: string;
  /** Undefined = every asset. */
  readonly assetIds: readonly string[] | undefined;
  /** Undefined = every metric. */
  readonly metrics: readonly string[] | undefined;
}

/** Series that one query may read. */
const SERIES_LIMIT = 1000;

/** Looks series up by what they are called. */
@Injectable()
export class SeriesFinder {
  constructor(private readonly database: Database) {}

  /** By asset, then by metric. @throws ProblemError 422 when there are more than a query may read */
  async find({ tenant, twinId, assetIds, metrics }: SeriesChoice): Promise<FoundSeries[]> {
    const series = await this.database.query<FoundSeries>(
      `SELECT id AS "seriesId", asset_id AS "assetId", metric FROM series
       WHERE tenant = $1 AND twin_id = $2
         AND ($3::text[] IS NULL OR asset_id = ANY($3)) AND ($4::text[] IS NULL OR metric = ANY($4))
       ORDER BY asset_id, metric LIMIT ${SERIES_LIMIT + 1}`,
      [tenant, twinId, assetIds ?? null, metrics?.filter(isStorableText) ?? null],
    );
    if (series.length <= SERIES_LIMIT) return series;
    const parameter = assetIds === undefined ? 'asset_id' : 'metric';
    throw tooCostly(parameter, `${SERIES_LIMIT} series`, 'must name fewer series: fewer assets, or fewer metrics');
  }
}
