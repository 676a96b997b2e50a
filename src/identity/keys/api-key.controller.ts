import { Body, Controller, Delete, Get, HttpCode, Param, Post, Query, Res } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import {
  ApiBearerAuth,
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Clock } from '../../platform/clock/clock.js';
import type { Operation } from '../../platform/event-log/operation.js';
import { CurrentOperation, CurrentPrincipal } from '../../platform/http/access/current-principal.decorator.js';
import { RequirePermission } from '../../platform/http/access/permission.decorator.js';
import type { Principal } from '../../platform/http/access/principal.js';
import { keyInTime, placeInTime } from '../../platform/http/paging/newest-first.js';
import { pageOf, type Page } from '../../platform/http/paging/page.js';
import { PageQuery } from '../../platform/http/paging/page.query.js';
import { notFound, ProblemError } from '../../platform/http/problems/problem.error.js';
import { requireIdentifier } from '../../platform/http/validation/identifier.js';
import { apiKeyOnTheWire, type ApiKeyView } from './api-key-on-the-wire.js';
import { ApiKeyStore } from './api-key-store.js';
import { ApiKeyDto, ApiKeyPageDto, CreateApiKeyDto, NewApiKeyDto } from './api-key.dto.js';
import type { ApiKey } from './api-key.js';
import { CreateApiKey } from './create-api-key.command.js';
import { KeyGrants, reaches } from './key-grants.js';
import { RevokeApiKey } from './revoke-api-key.command.js';

@ApiTags('Identity')
@ApiBearerAuth()
@Controller('api-keys')
export class ApiKeyController {
  constructor(
    private readonly store: ApiKeyStore,
    private readonly grants: KeyGrants,
    private readonly commands: CommandBus,
    private readonly clock: Clock,
  ) {}

  @Get()
  @RequirePermission('administer')
  @ApiOperation({ summary: 'API keys, the newest first, revoked ones among them; role admin' })
  @ApiOkResponse({ type: ApiKeyPageDto })
  async list(@CurrentPrincipal() { tenant }: Principal, @Query() query: PageQuery): Promise<Page<ApiKeyView>> {
    const rows = await this.store.list(tenant, placeInTime(query.page_token), query.limit + 1);
    return pageOf(rows, query.limit, ({ createdAt, id }) => keyInTime(createdAt, id), apiKeyOnTheWire);
  }

  @Get(':key_id')
  @RequirePermission('administer')
  @ApiOperation({ summary: 'An API key without its secret; role admin' })
  @ApiOkResponse({ type: ApiKeyDto })
  async get(@CurrentPrincipal() { tenant }: Principal, @Param('key_id') id: string): Promise<ApiKeyView> {
    return apiKeyOnTheWire(await this.find(tenant, id));
  }

  @Post()
  @RequirePermission('administer')
  @ApiOperation({
    summary: 'Make an API key, which the answer shows this once; role admin',
    description: 'It can have no more roles and reach no more twins than who makes it.',
  })
  @ApiCreatedResponse({ type: NewApiKeyDto })
  async create(
    @CurrentPrincipal() principal: Principal,
    @CurrentOperation() operation: Operation,
    @Body() { name, roles, twins = null, expires_at }: CreateApiKeyDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ApiKeyView & { readonly key: string }> {
    await this.grants.require(principal, roles, twins);
    const grant = { name, roles, twins, expiresAt: this.momentToCome(expires_at) };
    const { key, secret } = await this.commands.execute(new CreateApiKey(operation, grant));
    reply.header('location', `/api-keys/${key.id}`).header('cache-control', 'no-store');
    return { ...apiKeyOnTheWire(key), key: secret };
  }

  @Delete(':key_id')
  @HttpCode(204)
  @RequirePermission('administer')
  @ApiOperation({ summary: 'Revoke an API key, everywhere within a second; role admin' })
  @ApiNoContentResponse()
  async revoke(
    @CurrentPrincipal() principal: Principal,
    @CurrentOperation() operation: Operation,
    @Param('key_id') id: string,
  ): Promise<void> {
    const key = await this.find(principal.tenant, id);
    if (!reaches(principal, key.twins)) {
      throw new ProblemError('forbidden', 'The key reaches twins that your credential does not.');
    }
    await this.commands.execute(new RevokeApiKey(operation, key));
  }

  private async find(tenant: string, id: string): Promise<ApiKey> {
    const key = await this.store.find(tenant, requireIdentifier('API key', id));
    if (!key) throw notFound('API key', id);
    return key;
  }

  private momentToCome(text: string | null | undefined): Date | null {
    if (text === undefined || text === null) return null;
    const moment = new Date(text);
    if (moment > this.clock.now()) return moment;
    throw new ProblemError('validation-failed', 'The key would have ended already; see errors.', {
      errors: [{ pointer: '/expires_at', code: 'past', message: 'must be a moment to come' }],
    });
  }
}
