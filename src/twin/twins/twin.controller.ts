import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentPrincipal } from '../../platform/http/access/current-principal.decorator.js';
import { RequirePermission } from '../../platform/http/access/permission.decorator.js';
import type { Principal } from '../../platform/http/access/principal.js';
import { TwinScope } from '../../platform/http/access/twin-scope.js';
import { pageOf, placeOf, type Page } from '../../platform/http/paging/page.js';
import { PageQuery } from '../../platform/http/paging/page.query.js';
import { notFound } from '../../platform/http/problems/problem.error.js';
import { requireIdentifier } from '../../platform/http/validation/identifier.js';
import { TwinReader } from './twin-reader.js';
import { AssetDto, TwinDto, TwinPageDto, type TwinSummaryDto } from './twin.dto.js';

@ApiTags('Twins')
@ApiBearerAuth()
@Controller('twins')
export class TwinController {
  constructor(private readonly reader: TwinReader) {}

  @Get()
  @RequirePermission('read')
  @ApiOperation({ summary: 'The twins that the caller may see' })
  @ApiOkResponse({ type: TwinPageDto })
  async list(@CurrentPrincipal() principal: Principal, @Query() query: PageQuery): Promise<Page<TwinSummaryDto>> {
    const [after] = placeOf(query.page_token, ['string']) ?? [];
    const { likePatterns } = TwinScope.of(principal);
    const rows = await this.reader.list(principal.tenant, likePatterns, after as string | undefined, query.limit + 1);
    return pageOf(
      rows,
      query.limit,
      (row) => [row.twin_id],
      (row) => row,
    );
  }

  @Get(':twin_id')
  @RequirePermission('read')
  @ApiOperation({ summary: 'A twin with its assets' })
  @ApiOkResponse({ type: TwinDto })
  async get(@CurrentPrincipal() principal: Principal, @Param('twin_id') twinId: string): Promise<TwinDto> {
    const twin = await this.reader.twin(principal.tenant, requireVisible(principal, twinId));
    if (!twin) throw notFound('twin', twinId);
    return twin;
  }

  @Get(':twin_id/assets/:asset_id')
  @RequirePermission('read')
  @ApiOperation({ summary: 'An asset: what it reports, and what is desired of it' })
  @ApiOkResponse({ type: AssetDto })
  async asset(
    @CurrentPrincipal() principal: Principal,
    @Param('twin_id') twinId: string,
    @Param('asset_id') assetId: string,
  ): Promise<AssetDto> {
    requireIdentifier('asset', assetId);
    const asset = await this.reader.asset(principal.tenant, requireVisible(principal, twinId), assetId);
    if (!asset) throw notFound('asset', `${twinId}/${assetId}`);
    return asset;
  }
}

/** A twin outside the token's scope answers like one that is not there. */
function requireVisible(principal: Principal, twinId: string): string {
  requireIdentifier('twin', twinId);
  if (!TwinScope.of(principal).allows(twinId)) throw notFound('twin', twinId);
  return twinId;
}
