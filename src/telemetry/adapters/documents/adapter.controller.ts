import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put, Query, Res } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import {
  ApiBearerAuth,
  ApiBody,
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { Operation } from '../../../platform/event-log/operation.js';
import { CurrentOperation, CurrentPrincipal } from '../../../platform/http/access/current-principal.decorator.js';
import { RequirePermission } from '../../../platform/http/access/permission.decorator.js';
import type { Principal } from '../../../platform/http/access/principal.js';
import { pageOf, placeOf, type Page } from '../../../platform/http/paging/page.js';
import { PageQuery } from '../../../platform/http/paging/page.query.js';
import { requireIdentifier } from '../../../platform/http/validation/identifier.js';
import type { AdapterView } from './adapter-view.js';
import { ADAPTER_BODY, AdapterDto, AdapterPageDto } from './adapter.dto.js';
import { AddAdapter } from './add-adapter.command.js';
import { AdapterViews } from './adapter-views.js';
import { PostedAdapters, requireEveryTwin } from './posted-adapters.js';
import { RemoveAdapter } from './remove-adapter.command.js';
import { ReplaceAdapter } from './replace-adapter.command.js';

@ApiTags('Adapters')
@ApiBearerAuth()
@Controller('telemetry/adapters')
export class AdapterController {
  constructor(
    private readonly views: AdapterViews,
    private readonly posted: PostedAdapters,
    private readonly commands: CommandBus,
  ) {}

  @Get()
  @RequirePermission('read')
  @ApiOperation({ summary: 'Adapters by name, with how they fare; any role' })
  @ApiOkResponse({ type: AdapterPageDto })
  async list(@CurrentPrincipal() { tenant }: Principal, @Query() query: PageQuery): Promise<Page<AdapterView>> {
    const [after] = placeOf(query.page_token, ['string']) ?? [];
    return pageOf(
      await this.views.list(tenant, after?.toString(), query.limit + 1),
      query.limit,
      ({ name }) => [name],
      (view) => view,
    );
  }

  @Get(':name')
  @RequirePermission('read')
  @ApiOperation({ summary: 'An adapter, with how it fares; any role' })
  @ApiOkResponse({ type: AdapterDto })
  get(@CurrentPrincipal() { tenant }: Principal, @Param('name') name: string): Promise<AdapterView> {
    return this.views.get(tenant, requireIdentifier('adapter', name));
  }

  @Post()
  @RequirePermission('administer')
  @ApiOperation({ summary: 'Make an adapter; role admin' })
  @ApiBody(ADAPTER_BODY)
  @ApiCreatedResponse({ type: AdapterDto })
  async add(
    @CurrentPrincipal() principal: Principal,
    @CurrentOperation() operation: Operation,
    @Body() body: unknown,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<AdapterView> {
    const document = this.posted.read(principal, body);
    await this.commands.execute(new AddAdapter(operation, document));
    reply.header('location', `/telemetry/adapters/${document.name}`);
    return this.views.get(principal.tenant, document.name);
  }

  @Put(':name')
  @RequirePermission('administer')
  @ApiOperation({ summary: 'Give an adapter another document; role admin' })
  @ApiBody(ADAPTER_BODY)
  @ApiOkResponse({ type: AdapterDto })
  async replace(
    @CurrentPrincipal() principal: Principal,
    @CurrentOperation() operation: Operation,
    @Param('name') name: string,
    @Body() body: unknown,
  ): Promise<AdapterView> {
    requireEveryTwin(principal);
    const known = await this.views.get(principal.tenant, requireIdentifier('adapter', name));
    const document = this.posted.read(principal, body, known.name);
    await this.commands.execute(new ReplaceAdapter(operation, document));
    return this.views.get(principal.tenant, name);
  }

  @Delete(':name')
  @HttpCode(204)
  @RequirePermission('administer')
  @ApiOperation({ summary: 'Remove an adapter; what it has delivered stays; role admin' })
  @ApiNoContentResponse()
  async remove(
    @CurrentPrincipal() principal: Principal,
    @CurrentOperation() operation: Operation,
    @Param('name') name: string,
  ): Promise<void> {
    requireEveryTwin(principal);
    await this.commands.execute(new RemoveAdapter(operation, requireIdentifier('adapter', name)));
  }
}
