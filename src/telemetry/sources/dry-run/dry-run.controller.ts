import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiBody, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Clock } from '../../../platform/clock/clock.js';
import { CurrentPrincipal } from '../../../platform/http/access/current-principal.decorator.js';
import { RequirePermission } from '../../../platform/http/access/permission.decorator.js';
import type { Principal } from '../../../platform/http/access/principal.js';
import { TwinScope } from '../../../platform/http/access/twin-scope.js';
import { notFound } from '../../../platform/http/problems/problem.error.js';
import { SourceMapping } from '../domain/source-mapping.js';
import type { SourceDocument } from '../domain/source-document.js';
import { normaliseMessages } from '../normalise-messages.js';
import { PublishedSources } from '../published-sources.js';
import { SOURCE_EXAMPLES } from '../source-validator.js';
import { dryRunMessages } from './dry-run-answer.js';
import { DRY_RUN_SHAPE, requireDryRun } from './dry-run-request.js';
import { DryRunDto } from './dry-run.dto.js';

const EXAMPLE = {
  source: SOURCE_EXAMPLES[0],
  messages: [
    {
      device: { id: 'oven', quality: '0,9' },
      measured: '2026-11-20 06:00:00',
      values: { temp: '185,4', press: '14,7' },
    },
    { device: { id: 'oven' }, measured: '2026-10-25 02:30:00', values: { temp: 'hot' } },
  ],
};

@ApiTags('Telemetry')
@ApiBearerAuth()
@Controller('telemetry/sources')
export class DryRunController {
  constructor(
    private readonly published: PublishedSources,
    private readonly clock: Clock,
  ) {}

  @Post('dry-run')
  @HttpCode(200)
  @RequirePermission('ingest')
  @ApiOperation({
    summary: 'What messages would become by a source, or by a document that is not kept yet; stores nothing',
    description: 'The messages are taken as one submission that arrives now, within the twins of the token.',
  })
  @ApiBody({ schema: { ...DRY_RUN_SHAPE, example: EXAMPLE } as object })
  @ApiOkResponse({ type: DryRunDto })
  async run(@CurrentPrincipal() principal: Principal, @Body() body: unknown): Promise<DryRunDto> {
    const { source, messages } = requireDryRun(body);
    const { version, mapping } = await this.source(principal.tenant, source);
    const now = this.clock.now().getTime();
    const normalised = normaliseMessages(messages, mapping, TwinScope.of(principal), now);
    return { source: mapping.document.name, version, messages: dryRunMessages(normalised) };
  }

  private async source(tenant: string, source: string | SourceDocument) {
    if (typeof source !== 'string') return { version: null, mapping: new SourceMapping(source) };
    const published = await this.published.find(tenant, source);
    if (!published) throw notFound('source', source);
    return published;
  }
}
