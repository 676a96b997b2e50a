import { Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiBearerAuth, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentOperation, CurrentPrincipal } from '../../platform/http/access/current-principal.decorator.js';
import { RequirePermission } from '../../platform/http/access/permission.decorator.js';
import type { Principal } from '../../platform/http/access/principal.js';
import { TwinScope } from '../../platform/http/access/twin-scope.js';
import type { Operation } from '../../platform/event-log/operation.js';
import { pageOf, placeOf, type Page } from '../../platform/http/paging/page.js';
import { notFound } from '../../platform/http/problems/problem.error.js';
import { requireIdentifier } from '../../platform/http/validation/identifier.js';
import { foreignPageToken } from '../query/foreign-page-token.js';
import { AcknowledgeAnomaly } from './acknowledge-anomaly.command.js';
import { AnomalyReader, type AnomalyPlace } from './anomaly-reader.js';
import { AnomalyDto, AnomalyPageDto, AnomalyQuery } from './anomaly.dto.js';

@ApiTags('Anomalies')
@ApiBearerAuth()
@Controller('anomalies')
export class AnomalyController {
  constructor(
    private readonly reader: AnomalyReader,
    private readonly commands: CommandBus,
  ) {}

  @Get()
  @RequirePermission('read')
  @ApiOperation({ summary: 'Anomalies, the newest first' })
  @ApiOkResponse({ type: AnomalyPageDto })
  async list(@CurrentPrincipal() principal: Principal, @Query() query: AnomalyQuery): Promise<Page<AnomalyDto>> {
    const { limit, twin_id: twinId, asset_id: assetId, severity, status } = query;
    const filter = { twinId, assetId, severity, status };
    const { likePatterns } = TwinScope.of(principal);
    const after = anomalyPlace(query.page_token);
    const rows = await this.reader.list(principal.tenant, likePatterns, filter, after, limit + 1);
    return pageOf(
      rows,
      limit,
      (row) => [Date.parse(row.opened_at), row.anomaly_id],
      (row) => row,
    );
  }

  @Get(':anomaly_id')
  @RequirePermission('read')
  @ApiOperation({ summary: 'One anomaly' })
  @ApiOkResponse({ type: AnomalyDto })
  async get(@CurrentPrincipal() principal: Principal, @Param('anomaly_id') id: string): Promise<AnomalyDto> {
    const anomaly = await this.reader.get(principal.tenant, requireIdentifier('anomaly', id));
    if (!anomaly || !TwinScope.of(principal).allows(anomaly.twin_id)) throw notFound('anomaly', id);
    return anomaly;
  }

  @Post(':anomaly_id/ack')
  @HttpCode(200)
  @RequirePermission('propose')
  @ApiOperation({ summary: 'Note that somebody has seen it; the first to do so counts' })
  @ApiOkResponse({ type: AnomalyDto })
  async acknowledge(
    @CurrentPrincipal() principal: Principal,
    @CurrentOperation() operation: Operation,
    @Param('anomaly_id') id: string,
  ): Promise<AnomalyDto> {
    await this.get(principal, id);
    await this.commands.execute(new AcknowledgeAnomaly(operation, id));
    return this.get(principal, id);
  }
}

function anomalyPlace(token: string | undefined): AnomalyPlace | undefined {
  const [openedAt, id] = placeOf(token, ['number', 'string']) ?? [];
  if (openedAt === undefined) return undefined;
  const place = { openedAt: new Date(Number(openedAt)), id: String(id) };
  if (Number.isNaN(place.openedAt.getTime())) throw foreignPageToken();
  return place;
}
