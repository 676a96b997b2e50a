import { Body, Controller, Get, Param, Post, Query, Res } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiBearerAuth, ApiBody, ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { Operation } from '../../platform/event-log/operation.js';
import { CurrentOperation, CurrentPrincipal } from '../../platform/http/access/current-principal.decorator.js';
import { RequirePermission } from '../../platform/http/access/permission.decorator.js';
import type { Principal } from '../../platform/http/access/principal.js';
import { TwinScope } from '../../platform/http/access/twin-scope.js';
import { pageOf, placeOf, type Page } from '../../platform/http/paging/page.js';
import { PageQuery } from '../../platform/http/paging/page.query.js';
import { notFound, ProblemError } from '../../platform/http/problems/problem.error.js';
import { requireIdentifier } from '../../platform/http/validation/identifier.js';
import { PublishSource } from './publish-source.command.js';
import { sourceOnTheWire } from './source-on-the-wire.js';
import { SourceStore } from './source-store.js';
import { requireSourceDocument, SOURCE_EXAMPLES } from './source-validator.js';
import { SourceDto, SourcePageDto, SourceVersionQuery } from './source.dto.js';

@ApiTags('Telemetry')
@ApiBearerAuth()
@Controller('telemetry/sources')
export class SourceController {
  constructor(
    private readonly store: SourceStore,
    private readonly commands: CommandBus,
  ) {}

  @Get()
  @RequirePermission('read')
  @ApiOperation({ summary: 'The newest version of each source, by name; any role' })
  @ApiOkResponse({ type: SourcePageDto })
  async list(@CurrentPrincipal() { tenant }: Principal, @Query() query: PageQuery): Promise<Page<SourceDto>> {
    const [after] = placeOf(query.page_token, ['string']) ?? [];
    const rows = await this.store.list(tenant, after?.toString(), query.limit + 1);
    return pageOf(rows, query.limit, ({ name }) => [name], sourceOnTheWire);
  }

  @Get(':name')
  @RequirePermission('read')
  @ApiOperation({ summary: 'A version of a source; any role' })
  @ApiOkResponse({ type: SourceDto })
  async get(
    @CurrentPrincipal() { tenant }: Principal,
    @Param('name') name: string,
    @Query() { version }: SourceVersionQuery,
  ): Promise<SourceDto> {
    const source = await this.store.find(tenant, requireIdentifier('source', name), version);
    if (!source) throw notFound('source', version === undefined ? name : `${name} of version ${version}`);
    return sourceOnTheWire(source);
  }

  @Post()
  @RequirePermission('administer')
  @ApiOperation({
    summary: 'Map messages by this document from now on: a new source, or the next version of one; role admin',
    description: 'The very content of the newest version again is 200 and changes nothing.',
  })
  @ApiBody({ description: 'A source.v1 document', schema: { type: 'object', example: SOURCE_EXAMPLES[0] } })
  @ApiCreatedResponse({ type: SourceDto })
  @ApiOkResponse({ type: SourceDto, description: 'It is the newest version already' })
  async publish(
    @CurrentPrincipal() principal: Principal,
    @CurrentOperation() operation: Operation,
    @Body() body: unknown,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SourceDto> {
    requireEveryTwin(principal);
    const { source, added } = await this.commands.execute(new PublishSource(operation, requireSourceDocument(body)));
    reply.code(added ? 201 : 200).header('location', `/telemetry/sources/${source.name}`);
    return sourceOnTheWire(source);
  }
}

/** A source can write to any twin, so a token that is limited to some may not publish one. */
function requireEveryTwin(principal: Principal): void {
  if (TwinScope.of(principal).likePatterns === null) return;
  throw new ProblemError('forbidden', 'Your token is limited to some twins, and sources concern all of them.');
}
