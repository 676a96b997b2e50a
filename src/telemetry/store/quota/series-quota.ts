import { Injectable } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { HoldTenantLimits } from '../../../identity/messages/hold-tenant-limits.query.js';
import { Database } from '../../../platform/database/database.js';
import { groupBy } from '../group-by.js';
import type { SeriesBatch, SeriesName } from '../series-batch.js';
import { SeriesDictionary } from '../series-dictionary.js';
import { overQuota, type Counts } from './over-quota.js';

const NOTHING: ReadonlySet<string> = new Set();

/** Keeps tenants from having more twins, assets and series than they may. All of them are made by telemetry alone. */
@Injectable()
export class SeriesQuota {
  constructor(
    private readonly database: Database,
    private readonly queries: QueryBus,
    private readonly dictionary: SeriesDictionary,
  ) {}

  /** The keys of the series that may not be made. Needs the transaction in which the others are. */
  async over(batches: readonly SeriesBatch[]): Promise<ReadonlySet<string>> {
    const unknown = this.dictionary.unknown(batches);
    if (unknown.length === 0) return NOTHING;
    const over = new Set<string>();
    const byTenant = groupBy(unknown, ({ tenant }) => tenant);
    // One order for all, since the limits are held until the transaction ends.
    for (const tenant of [...byTenant.keys()].sort()) {
      for (const key of await this.overOf(tenant, byTenant.get(tenant) ?? [])) over.add(key);
    }
    return over;
  }

  private async overOf(tenant: string, wanted: readonly SeriesBatch[]): Promise<ReadonlySet<string>> {
    const limits = await this.queries.execute(new HoldTenantLimits(tenant));
    if (!limits) return NOTHING;
    const counts = await this.database.first<Counts>(
      `SELECT count(DISTINCT twin_id)::int AS twins, count(DISTINCT (twin_id, asset_id))::int AS assets,
         count(*)::int AS series FROM series WHERE tenant = $1`,
      [tenant],
    );
    if (!counts) throw new Error('A count gave no row');
    const present = await this.database.query<SeriesName>(
      `SELECT tenant, twin_id AS "twinId", asset_id AS "assetId", metric FROM series
       WHERE tenant = $1 AND twin_id = ANY($2)`,
      [tenant, [...new Set(wanted.map(({ twinId }) => twinId))]],
    );
    return overQuota(wanted, present, counts, limits);
  }
}
