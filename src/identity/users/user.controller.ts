import { Body, Controller, Delete, Get, Headers, HttpCode, Param, Patch, Post, Query, Res } from '@nestjs/common';
import {
  ApiBearerAuth,
  ApiConflictResponse,
  ApiConsumes,
  ApiCreatedResponse,
  ApiHeader,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiPreconditionFailedResponse,
  ApiTags,
} from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { Operation } from '../../platform/event-log/operation.js';
import { CurrentOperation, CurrentPrincipal } from '../../platform/http/access/current-principal.decorator.js';
import { RequirePermission } from '../../platform/http/access/permission.decorator.js';
import type { Principal } from '../../platform/http/access/principal.js';
import { etagOf } from '../../platform/http/conditional/entity-tag.js';
import { pageOf, placeOf, type Page } from '../../platform/http/paging/page.js';
import { PageQuery } from '../../platform/http/paging/page.query.js';
import { ManagedUsers } from './managed-users.js';
import { UserAdministration } from './user-administration.js';
import { NewUserDto, UserDto, UserPageDto, UserPatchDto } from './user.dto.js';
import { userOnTheWire, type UserView } from './user-on-the-wire.js';
import { Users, type User } from './users.js';

const IF_MATCH = { name: 'If-Match', required: false, description: 'The ETag of what was read; stale is 412' };
const LAST_ADMIN = { description: 'It is the last enabled admin of all twins' };

@ApiTags('Users')
@ApiBearerAuth()
@Controller('users')
export class UserController {
  constructor(
    private readonly users: Users,
    private readonly managed: ManagedUsers,
    private readonly administration: UserAdministration,
  ) {}

  @Get()
  @RequirePermission('administer')
  @ApiOperation({ summary: 'Users by name; role admin' })
  @ApiOkResponse({ type: UserPageDto })
  async list(@CurrentPrincipal() principal: Principal, @Query() query: PageQuery): Promise<Page<UserView>> {
    this.managed.requireEveryTwin(principal);
    const [after] = placeOf(query.page_token, ['string']) ?? [];
    const rows = await this.users.list(principal.tenant, after?.toString(), query.limit + 1);
    return pageOf(rows, query.limit, ({ username }) => [username], userOnTheWire);
  }

  @Post()
  @RequirePermission('administer')
  @ApiOperation({ summary: 'Make a user; role admin' })
  @ApiCreatedResponse({ type: UserDto })
  @ApiConflictResponse({ description: 'The name is taken' })
  async create(
    @CurrentPrincipal() principal: Principal,
    @CurrentOperation() operation: Operation,
    @Body() { username, password, roles, twins = null, disabled = false }: NewUserDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<UserView> {
    this.managed.requireRoles(principal, roles);
    const user = await this.administration.create(operation, { username, password, roles, twins, disabled });
    reply.header('location', `/users/${user.id}`);
    return shown(user, reply);
  }

  @Get(':user_id')
  @RequirePermission('administer')
  @ApiOperation({ summary: 'A user; role admin' })
  @ApiOkResponse({ type: UserDto })
  async get(
    @CurrentPrincipal() principal: Principal,
    @Param('user_id') id: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<UserView> {
    return shown(await this.managed.require(principal, id), reply);
  }

  @Patch(':user_id')
  @RequirePermission('administer')
  @ApiOperation({ summary: 'Change what a user may do, and end its sessions; role admin' })
  @ApiConsumes('application/merge-patch+json', 'application/json')
  @ApiHeader(IF_MATCH)
  @ApiOkResponse({ type: UserDto })
  @ApiConflictResponse(LAST_ADMIN)
  @ApiPreconditionFailedResponse({ description: 'It has changed since it was read' })
  async change(
    @CurrentPrincipal() principal: Principal,
    @CurrentOperation() operation: Operation,
    @Param('user_id') id: string,
    @Body() patch: UserPatchDto,
    @Headers('if-match') ifMatch: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<UserView> {
    await this.managed.require(principal, id);
    this.managed.requireRoles(principal, patch.roles ?? []);
    const change = Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== undefined));
    return shown(await this.administration.change(operation, id, change, ifMatch), reply);
  }

  @Delete(':user_id')
  @HttpCode(204)
  @RequirePermission('administer')
  @ApiOperation({ summary: 'Remove a user, and end its sessions; role admin' })
  @ApiHeader(IF_MATCH)
  @ApiNoContentResponse()
  @ApiConflictResponse(LAST_ADMIN)
  @ApiPreconditionFailedResponse({ description: 'It has changed since it was read' })
  async remove(
    @CurrentPrincipal() principal: Principal,
    @CurrentOperation() operation: Operation,
    @Param('user_id') id: string,
    @Headers('if-match') ifMatch: string | undefined,
  ): Promise<void> {
    await this.managed.require(principal, id);
    await this.administration.remove(operation, id, ifMatch);
  }
}

function shown(user: User, reply: FastifyReply): UserView {
  reply.header('etag', etagOf(user));
  return userOnTheWire(user);
}
