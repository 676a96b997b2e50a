import { Body, Controller, HttpCode, Post, Query, UseFilters } from '@nestjs/common';
import { ApiBearerAuth, ApiBody, ApiConsumes, ApiNoContentResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Operation } from '../../../../platform/event-log/operation.js';
import { CurrentOperation, CurrentPrincipal } from '../../../../platform/http/access/current-principal.decorator.js';
import { RequirePermission } from '../../../../platform/http/access/permission.decorator.js';
import type { Principal } from '../../../../platform/http/access/principal.js';
import { TwinScope } from '../../../../platform/http/access/twin-scope.js';
import { ProblemError } from '../../../../platform/http/problems/problem.error.js';
import { READINGS_LIMIT, TelemetryIntake } from '../../telemetry-intake.js';
import { InfluxProblemFilter } from './influx-problem.filter.js';
import { influxReadings } from './influx-readings.js';
import { InfluxWriteQuery } from './influx-write.dto.js';
import { partialWrite } from './partial-write.js';

const EXAMPLE = [
  '# twin and asset by tags; without them the bucket is the twin and the measurement the asset',
  'oven,twin_id=factory_line_3,asset_id=etch_tool_7 temperature=85.2,cycles=17i,door_open=false 1795150800000000000',
  'etch_tool_8,twin_id=factory_line_3 temperature=84.9',
].join('\n');

/** InfluxDB's write API, so that Telegraf and others that speak to InfluxDB can send unchanged. */
@ApiTags('Telemetry')
@ApiBearerAuth()
@Controller('api/v2')
@UseFilters(InfluxProblemFilter)
export class InfluxWriteController {
  constructor(private readonly intake: TelemetryIntake) {}

  @Post('write')
  @HttpCode(204)
  @RequirePermission('ingest')
  @ApiOperation({
    summary: 'Store points in the line protocol of InfluxDB 2',
    description:
      'The tags `twin_id` and `asset_id` say where a line belongs; without them the bucket is the twin and the ' +
      'measurement the asset. Numeric and boolean fields are metrics; texts are left out. Valid lines are stored also ' +
      'when others are not: then the answer is a 422 that names those by their numbers. The token may also come as ' +
      '`Authorization: Token <token>`.',
  })
  @ApiConsumes('text/plain')
  @ApiBody({ schema: { type: 'string', example: EXAMPLE } })
  @ApiNoContentResponse({ description: 'Every line is durably stored' })
  async write(
    @Query() query: InfluxWriteQuery,
    @Body() body: unknown,
    @CurrentPrincipal() principal: Principal,
    @CurrentOperation() operation: Operation,
  ): Promise<void> {
    const { items, lines } = influxReadings(textOf(body), query);
    if (items.length > READINGS_LIMIT) {
      throw new ProblemError('payload-too-large', `At most ${READINGS_LIMIT} lines in one request.`);
    }
    const intake = await this.intake.take(items, operation, TwinScope.of(principal));
    if (intake.rejected.length > 0) throw partialWrite(intake, lines);
  }
}

/** A request without a body has no content type either. */
function textOf(body: unknown): string {
  if (typeof body === 'string') return body;
  if (body === undefined || body === null) return '';
  throw new ProblemError('unsupported-media-type', 'Send line protocol, with Content-Type: text/plain; charset=utf-8.');
}
