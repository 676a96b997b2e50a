import { Body, Controller, Get, Headers, Param, Patch, Post, Query, Res } from '@nestjs/common';
import {
  ApiBearerAuth,
  ApiConflictResponse,
  ApiConsumes,
  ApiCreatedResponse,
  ApiHeader,
  ApiNotFoundResponse,
  ApiOkResponse,
  ApiOperation,
  ApiPreconditionFailedResponse,
  ApiTags,
} from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Database } from '../../platform/database/database.js';
import type { Operation } from '../../platform/event-log/operation.js';
import { CurrentOperation, CurrentPrincipal } from '../../platform/http/access/current-principal.decorator.js';
import { RequirePermission } from '../../platform/http/access/permission.decorator.js';
import type { Principal } from '../../platform/http/access/principal.js';
import { etagOf } from '../../platform/http/conditional/entity-tag.js';
import { pageOf, placeOf, type Page } from '../../platform/http/paging/page.js';
import { PageQuery } from '../../platform/http/paging/page.query.js';
import { notFound } from '../../platform/http/problems/problem.error.js';
import { requireIdentifier } from '../../platform/http/validation/identifier.js';
import { requireOperator } from './operators-only.js';
import { TenantAdministration } from './tenant-administration.js';
import { NewTenantDto, TenantDto, TenantPageDto, TenantPatchDto } from './tenant.dto.js';
import { tenantOnTheWire, type TenantView } from './tenant-on-the-wire.js';
import type { Tenant } from './tenant.js';
import { tenantChange } from './tenant-change.js';
import { Tenants } from './tenants.js';

const NOT_FOUND = { description: 'There is none, or you are not of the tenant `default`, whose admins run the site' };

@ApiTags('Tenants')
@ApiBearerAuth()
@Controller('tenants')
export class TenantController {
  constructor(
    private readonly database: Database,
    private readonly tenants: Tenants,
    private readonly administration: TenantAdministration,
  ) {}

  @Get()
  @RequirePermission('administer')
  @ApiOperation({ summary: 'Tenants by id; role admin of the tenant `default`' })
  @ApiOkResponse({ type: TenantPageDto })
  @ApiNotFoundResponse(NOT_FOUND)
  async list(@CurrentPrincipal() principal: Principal, @Query() query: PageQuery): Promise<Page<TenantView>> {
    requireOperator(principal);
    const [after] = placeOf(query.page_token, ['string']) ?? [];
    const rows = await this.database.asSystem(() => this.tenants.list(after?.toString(), query.limit + 1));
    return pageOf(rows, query.limit, ({ id }) => [id], tenantOnTheWire);
  }

  @Post()
  @RequirePermission('administer')
  @ApiOperation({
    summary: 'Make a tenant and its first admin; role admin of the tenant `default`',
    description: 'The default policy and its scenario are published within a moment, as the log of the tenant tells.',
  })
  @ApiCreatedResponse({ type: TenantDto })
  @ApiNotFoundResponse(NOT_FOUND)
  @ApiConflictResponse({ description: 'The id is taken' })
  async create(
    @CurrentPrincipal() principal: Principal,
    @CurrentOperation() operation: Operation,
    @Body() { id, name, first_admin }: NewTenantDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<TenantView> {
    requireOperator(principal);
    const tenant = await this.administration.create(operation, { id, name, firstAdmin: first_admin });
    reply.header('location', `/tenants/${id}`);
    return shown(tenant, reply);
  }

  @Get(':tenant_id')
  @RequirePermission('administer')
  @ApiOperation({ summary: 'A tenant; role admin of the tenant `default`' })
  @ApiOkResponse({ type: TenantDto })
  @ApiNotFoundResponse(NOT_FOUND)
  async get(
    @CurrentPrincipal() principal: Principal,
    @Param('tenant_id') id: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<TenantView> {
    requireOperator(principal);
    const tenant = await this.database.asSystem(() => this.tenants.get(requireIdentifier('tenant', id)));
    if (!tenant) throw notFound('tenant', id);
    return shown(tenant, reply);
  }

  @Patch(':tenant_id')
  @RequirePermission('administer')
  @ApiOperation({ summary: 'Rename, limit, disable or enable a tenant; role admin of the tenant `default`' })
  @ApiConsumes('application/merge-patch+json', 'application/json')
  @ApiHeader({ name: 'If-Match', required: false, description: 'The ETag of what was read; stale is 412' })
  @ApiOkResponse({ type: TenantDto })
  @ApiNotFoundResponse(NOT_FOUND)
  @ApiConflictResponse({ description: 'The tenant of the operators cannot be disabled' })
  @ApiPreconditionFailedResponse({ description: 'It has changed since it was read' })
  async change(
    @CurrentPrincipal() principal: Principal,
    @CurrentOperation() operation: Operation,
    @Param('tenant_id') id: string,
    @Body() patch: TenantPatchDto,
    @Headers('if-match') ifMatch: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<TenantView> {
    requireOperator(principal);
    const change = tenantChange(patch);
    return shown(await this.administration.change(operation, requireIdentifier('tenant', id), change, ifMatch), reply);
  }
}

function shown(tenant: Tenant, reply: FastifyReply): TenantView {
  reply.header('etag', etagOf(tenant));
  return tenantOnTheWire(tenant);
}
