import { Controller, Get, Headers, Query, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { CurrentPrincipal } from '../../platform/http/access/current-principal.decorator.js';
import { RequirePermission } from '../../platform/http/access/permission.decorator.js';
import type { Principal } from '../../platform/http/access/principal.js';
import { pageOf, placeOf, type Page } from '../../platform/http/paging/page.js';
import { exportFormat } from './export/export-format.js';
import { SampleExports } from './export/sample-exports.js';
import { foreignPageToken } from './foreign-page-token.js';
import { SamplePlots } from './plot/sample-plots.js';
import { sampleOnTheWire } from './sample-on-the-wire.js';
import { SampleReader, type SamplePlace } from './sample-reader.js';
import { timesOf, type SampleTimes } from './sample-times.js';
import { SeriesFinder, type SeriesChoice } from './series-finder.js';
import { LatestDto, LatestQuery, SamplePageDto, TelemetryQuery, type SampleDto } from './telemetry-query.dto.js';
import { VisibleAssets } from './visible-assets.js';

@ApiTags('Telemetry')
@ApiBearerAuth()
@Controller('telemetry')
export class TelemetryQueryController {
  constructor(
    private readonly finder: SeriesFinder,
    private readonly reader: SampleReader,
    private readonly plots: SamplePlots,
    private readonly exports: SampleExports,
    private readonly assets: VisibleAssets,
  ) {}

  @Get('query')
  @RequirePermission('read')
  @ApiOperation({
    summary: 'Samples by time, page by page, thinned out for a plot, or all of them as CSV or NDJSON',
    description:
      'With `Accept: text/csv` or `application/x-ndjson` all samples of the range are sent, by asset, by metric and then ' +
      'by time; `limit`, `page_token` and `max_points` do not count then. An answer whose connection breaks before it ' +
      'ends is not whole. `max_points` gives one page with so many samples of each series at most.',
  })
  @ApiProduces('application/json', 'text/csv', 'application/x-ndjson')
  @ApiOkResponse({ type: SamplePageDto })
  async query(
    @CurrentPrincipal() principal: Principal,
    @Query() query: TelemetryQuery,
    @Headers('accept') accept: string | undefined,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const after = samplePlace(query.page_token);
    const times = timesOf(query);
    const choice = choiceOf(principal, query);
    await this.assets.require(principal, query.twin_id, choice.assetIds);
    const format = exportFormat(accept);
    if (format) await this.exports.send(reply, choice, times, query.order, format);
    else reply.send(await this.page(choice, times, query, after));
  }

  @Get('latest')
  @RequirePermission('read')
  @ApiOperation({ summary: 'The newest value of each metric of an asset, or of all assets of a twin' })
  @ApiOkResponse({ type: LatestDto })
  async latest(@CurrentPrincipal() principal: Principal, @Query() query: LatestQuery): Promise<LatestDto> {
    const choice = choiceOf(principal, query);
    await this.assets.require(principal, query.twin_id, choice.assetIds);
    const rows = await this.reader.latest(await this.finder.find(choice));
    return { items: rows.map(sampleOnTheWire) };
  }

  private async page(
    choice: SeriesChoice,
    times: SampleTimes,
    { order, limit, max_points: points }: TelemetryQuery,
    after: SamplePlace | undefined,
  ): Promise<Page<SampleDto>> {
    const series = await this.finder.find(choice);
    if (points !== undefined) {
      const rows = await this.plots.of(series, times, order, points);
      return { items: rows.map(sampleOnTheWire), next_page_token: null };
    }
    const rows = await this.reader.page(series, times, order, after, limit + 1);
    return pageOf(rows, limit, (row) => [row.ts.getTime(), row.seriesId], sampleOnTheWire);
  }
}

function choiceOf(principal: Principal, query: LatestQuery & { metric?: string }): SeriesChoice {
  return {
    tenant: principal.tenant,
    twinId: query.twin_id,
    assetIds: query.asset_id === undefined ? undefined : [query.asset_id],
    metrics: query.metric === undefined ? undefined : [query.metric],
  };
}

function samplePlace(token: string | undefined): SamplePlace | undefined {
  const [at, seriesId] = placeOf(token, ['number', 'number']) ?? [];
  if (at === undefined || seriesId === undefined) return undefined;
  if (Number.isNaN(new Date(Number(at)).getTime())) throw foreignPageToken();
  return { at: Number(at), seriesId: Number(seriesId) };
}
