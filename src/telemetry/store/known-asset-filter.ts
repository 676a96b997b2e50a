import { Inject, Injectable } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import type { Config } from '../../platform/config/config.js';
import { CONFIG } from '../../platform/config/config.module.js';
import { KnownAssets } from '../../twin/messages/known-assets.query.js';
import type { Submission } from './submission.js';

export type IsKnown = (tenant: string, twinId: string, assetId: string) => boolean;

/** Tells which assets telemetry is taken for: all, or where it may not create any, those that exist. */
@Injectable()
export class KnownAssetFilter {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly queries: QueryBus,
  ) {}

  async of(group: readonly Submission[]): Promise<IsKnown> {
    if (this.config.autoCreateTwins) return () => true;
    const known = new Map<string, ReadonlySet<string>>();
    for (const tenant of new Set(group.map(({ operation }) => operation.tenant))) {
      const readings = group.filter(({ operation }) => operation.tenant === tenant).flatMap((one) => one.readings);
      const assets = new Map(readings.map(({ twinId, assetId }) => [`${twinId}/${assetId}`, { twinId, assetId }]));
      known.set(tenant, await this.queries.execute(new KnownAssets(tenant, [...assets.values()])));
    }
    return (tenant, twinId, assetId) => known.get(tenant)?.has(`${twinId}/${assetId}`) ?? false;
  }
}
