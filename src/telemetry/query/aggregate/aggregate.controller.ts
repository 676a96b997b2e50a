import { Controller, Get, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiExtraModels, ApiOkResponse, ApiOperation, ApiTags, getSchemaPath } from '@nestjs/swagger';
import { CurrentPrincipal } from '../../../platform/http/access/current-principal.decorator.js';
import { RequirePermission } from '../../../platform/http/access/permission.decorator.js';
import type { Principal } from '../../../platform/http/access/principal.js';
import { VisibleAssets } from '../visible-assets.js';
import { AggregateDto, AggregateQuery, AggregatesDto } from './aggregate.dto.js';
import { Aggregates } from './aggregates.js';

@ApiTags('Telemetry')
@ApiBearerAuth()
@Controller('telemetry')
export class AggregateController {
  constructor(
    private readonly assets: VisibleAssets,
    private readonly aggregates: Aggregates,
  ) {}

  @Get('aggregate')
  @RequirePermission('read')
  @ApiOperation({
    summary: 'Samples by buckets of time',
    description:
      'Computed from rollups where those give it exactly, and from samples elsewhere: late data counts at once. ' +
      'One asset and one metric give `{ buckets }`; several, or none named, `{ series }` by asset and metric. ' +
      'Quantiles (p50, p95, p99) are by nearest rank, within 1 % of the value. `stddev` is that of a sample, null for ' +
      'a single one. In `sum`, `avg` and `stddev`, values beyond ±1e140 count as that, and those within ±1e-290 as 0. Buckets begin at whole ' +
      'multiples of the window since 1970 in UTC, weeks on Mondays.',
  })
  @ApiExtraModels(AggregateDto, AggregatesDto)
  @ApiOkResponse({
    schema: { oneOf: [{ $ref: getSchemaPath(AggregateDto) }, { $ref: getSchemaPath(AggregatesDto) }] },
  })
  async aggregate(
    @CurrentPrincipal() principal: Principal,
    @Query() query: AggregateQuery,
  ): Promise<AggregateDto | AggregatesDto> {
    await this.assets.require(principal, query.twin_id, query.asset_id);
    const series = await this.aggregates.of(principal.tenant, query);
    if (query.asset_id?.length !== 1 || query.metric?.length !== 1) return { series };
    return { buckets: series[0]?.buckets ?? [] };
  }
}
