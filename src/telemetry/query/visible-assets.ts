import { Injectable } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import type { Principal } from '../../platform/http/access/principal.js';
import { TwinScope } from '../../platform/http/access/twin-scope.js';
import { notFound } from '../../platform/http/problems/problem.error.js';
import { IDENTIFIER } from '../../platform/http/validation/identifier.js';
import { KnownAssets } from '../../twin/messages/known-assets.query.js';
import { TwinExists } from '../../twin/messages/twin-exists.query.js';

/** Tells an asset without telemetry from one that is not there. */
@Injectable()
export class VisibleAssets {
  constructor(private readonly queries: QueryBus) {}

  /**
   * @param assetIds undefined: all that the twin has, which may be none
   * @throws ProblemError 404 when there is no such twin or asset, or the credential is limited to other twins
   */
  async require(principal: Principal, twinId: string, assetIds: readonly string[] | undefined): Promise<void> {
    const { tenant } = principal;
    const visible = TwinScope.of(principal).allows(twinId);
    if (assetIds === undefined) {
      if (visible && (await this.queries.execute(new TwinExists(tenant, twinId)))) return;
      throw notFound('twin', twinId);
    }
    const keys = assetIds.filter((assetId) => IDENTIFIER.test(assetId)).map((assetId) => ({ twinId, assetId }));
    const known = visible ? await this.queries.execute(new KnownAssets(tenant, keys)) : new Set<string>();
    const missing = assetIds.find((assetId) => !known.has(`${twinId}/${assetId}`));
    if (missing !== undefined) throw notFound('asset', `${twinId}/${missing}`);
  }
}
