import { Body, Controller, Headers, HttpCode, Post, UseFilters } from '@nestjs/common';
import { ApiBearerAuth, ApiBody, ApiConsumes, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Operation } from '../../../../platform/event-log/operation.js';
import { CurrentOperation, CurrentPrincipal } from '../../../../platform/http/access/current-principal.decorator.js';
import { RequirePermission } from '../../../../platform/http/access/permission.decorator.js';
import type { Principal } from '../../../../platform/http/access/principal.js';
import { TwinScope } from '../../../../platform/http/access/twin-scope.js';
import { ProblemError } from '../../../../platform/http/problems/problem.error.js';
import { READINGS_LIMIT, TelemetryIntake } from '../../telemetry-intake.js';
import { otlpAnswer, unreadableRequest } from './otlp-answer.js';
import { OTLP_EXAMPLE } from './otlp-example.js';
import { OtlpProblemFilter } from './otlp-problem.filter.js';
import { otlpReadings, type OtlpReading } from './otlp-readings.js';
import type { OtlpRequest } from './otlp-request.js';
import { requestFaults } from './otlp-schema.js';
import { OtlpAnswerDto } from './otlp.dto.js';

/** OpenTelemetry's metrics by OTLP/HTTP in JSON (opentelemetry.io/docs/specs/otlp). */
@ApiTags('Telemetry')
@ApiBearerAuth()
@Controller('v1')
@UseFilters(OtlpProblemFilter)
export class OtlpMetricsController {
  constructor(private readonly intake: TelemetryIntake) {}

  @Post('metrics')
  @HttpCode(200)
  @RequirePermission('ingest')
  @ApiOperation({
    summary: 'Store the metrics of an OTLP/HTTP export in JSON',
    description:
      'Twin and asset are the attributes `twin_id` and `asset_id` of a data point or its resource, else its ' +
      '`service.namespace` and `service.name`. Other attributes of a data point become part of the metric’s name. A gauge ' +
      'or sum is a metric; of a histogram or summary, `.count` and `.sum` are. Answers once everything valid is stored.',
  })
  @ApiConsumes('application/json')
  @ApiBody({ schema: { type: 'object', example: OTLP_EXAMPLE } })
  @ApiOkResponse({ type: OtlpAnswerDto })
  async export(
    @Headers('content-type') type: string | undefined,
    @Body() body: unknown,
    @CurrentPrincipal() principal: Principal,
    @CurrentOperation() operation: Operation,
  ): Promise<OtlpAnswerDto> {
    if (!type?.startsWith('application/json'))
      throw new ProblemError('unsupported-media-type', 'Send application/json.');
    const faults = requestFaults(body);
    if (faults.length > 0) throw unreadableRequest(faults);
    const readings = atMost(READINGS_LIMIT, otlpReadings(body as OtlpRequest));
    const items = readings.map(({ item }) => item);
    const intake = await this.intake.take(items, operation, TwinScope.of(principal));
    return otlpAnswer(
      intake,
      readings.map(({ pointer }) => pointer),
    );
  }
}

function atMost(limit: number, readings: Iterable<OtlpReading>): OtlpReading[] {
  const taken: OtlpReading[] = [];
  for (const reading of readings) {
    if (taken.length === limit)
      throw new ProblemError('payload-too-large', `At most ${limit} data points in one request.`);
    taken.push(reading);
  }
  return taken;
}
