import { Body, Controller, HttpCode, Post, Query } from '@nestjs/common';
import {
  ApiAcceptedResponse,
  ApiBearerAuth,
  ApiBody,
  ApiConsumes,
  ApiExtraModels,
  ApiOperation,
  ApiTags,
  getSchemaPath,
} from '@nestjs/swagger';
import { CurrentOperation, CurrentPrincipal } from '../../platform/http/access/current-principal.decorator.js';
import { RequirePermission } from '../../platform/http/access/permission.decorator.js';
import type { Principal } from '../../platform/http/access/principal.js';
import { TwinScope } from '../../platform/http/access/twin-scope.js';
import type { Operation } from '../../platform/event-log/operation.js';
import { ProblemError } from '../../platform/http/problems/problem.error.js';
import { NdjsonBody } from './formats/ndjson/ndjson-body.js';
import { NdjsonIntake } from './formats/ndjson/ndjson-intake.js';
import { answerMany, answerOne } from './ingest-answer.js';
import { AcceptedReadingDto, AcceptedReadingsDto, IngestQuery, ReadingDto } from './ingest.dto.js';
import { Tally } from './tally.js';
import { READINGS_LIMIT, TelemetryIntake } from './telemetry-intake.js';

const ONE = { $ref: getSchemaPath(ReadingDto) };
const EXAMPLE = { twin_id: 'factory_line_3', asset_id: 'etch_tool_7', metrics: { temperature: 85.2 } };

@ApiTags('Telemetry')
@ApiBearerAuth()
@Controller('telemetry')
export class IngestController {
  constructor(
    private readonly intake: TelemetryIntake,
    private readonly ndjson: NdjsonIntake,
  ) {}

  @Post('ingest')
  @HttpCode(202)
  @RequirePermission('ingest')
  @ApiOperation({
    summary: 'Store one reading, an array of readings, or one per line (NDJSON)',
    description:
      'Answers once they are durably stored. A sample that repeats an instant of its series changes nothing. ' +
      'NDJSON has the content type `application/x-ndjson` and one reading per line, such as ' +
      '`{"twin_id":"factory_line_3","asset_id":"etch_tool_7","metrics":{"temperature":85.2}}`. It is stored while it ' +
      'comes in: a problem that ends it early says in `settled` how many of its readings were stored or rejected ' +
      'before. `Content-Encoding: gzip`, `deflate` or `br` is undone. With `source`, what comes are messages of any ' +
      'shape, which become readings by the document of that source.',
  })
  @ApiConsumes('application/json')
  @ApiExtraModels(ReadingDto, AcceptedReadingDto, AcceptedReadingsDto)
  @ApiBody({
    schema: { oneOf: [ONE, { type: 'array', items: ONE, maxItems: READINGS_LIMIT }] },
    examples: {
      one: { value: EXAMPLE },
      many: { value: [EXAMPLE, { ...EXAMPLE, ts: '2026-11-20T05:00:00.000Z', metrics: { pressure: 1.013 } }] },
    },
  })
  @ApiAcceptedResponse({
    schema: { oneOf: [{ $ref: getSchemaPath(AcceptedReadingDto) }, { $ref: getSchemaPath(AcceptedReadingsDto) }] },
  })
  async ingest(
    @Body() body: unknown,
    @Query() { source }: IngestQuery,
    @CurrentPrincipal() principal: Principal,
    @CurrentOperation() operation: Operation,
  ): Promise<AcceptedReadingDto | AcceptedReadingsDto> {
    const scope = TwinScope.of(principal);
    if (body instanceof NdjsonBody) return answerMany(await this.ndjson.take(body, operation, scope, source));
    if (!Array.isArray(body)) {
      return answerOne(operation.tenant, await this.intake.take([body], operation, scope, source));
    }
    if (body.length > READINGS_LIMIT) {
      throw new ProblemError('payload-too-large', `At most ${READINGS_LIMIT} readings in one request.`);
    }
    return answerMany(Tally.of(await this.intake.take(body, operation, scope, source)));
  }
}
