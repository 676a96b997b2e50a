import { Body, Controller, Delete, Get, Headers, HttpCode, Param, Put, Res } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import {
  ApiBearerAuth,
  ApiCreatedResponse,
  ApiHeader,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { Operation } from '../../../platform/event-log/operation.js';
import { CurrentOperation, CurrentPrincipal } from '../../../platform/http/access/current-principal.decorator.js';
import { Authorizer } from '../../../platform/http/access/authorizer.js';
import { PERMISSIONS, RequirePermission } from '../../../platform/http/access/permission.decorator.js';
import type { Principal } from '../../../platform/http/access/principal.js';
import { etagOf } from '../../../platform/http/conditional/entity-tag.js';
import { notFound, ProblemError } from '../../../platform/http/problems/problem.error.js';
import { DefineRole } from './define-role.command.js';
import { RemoveRole } from './remove-role.command.js';
import { RoleViews } from './role-views.js';
import { ROLE_NAME, RoleBodyDto, RoleDto, RolesDto } from './role.dto.js';

const IF_MATCH = { name: 'If-Match', required: false, description: 'The ETag that the role must still have' };

@ApiTags('Identity')
@ApiBearerAuth()
@Controller('roles')
export class RoleController {
  constructor(
    private readonly views: RoleViews,
    private readonly commands: CommandBus,
    private readonly authorizer: Authorizer,
  ) {}

  @Get()
  @RequirePermission('read')
  @ApiOperation({ summary: 'The built-in roles, then those of the tenant by name; any role' })
  @ApiOkResponse({ type: RolesDto })
  async list(@CurrentPrincipal() { tenant }: Principal): Promise<RolesDto> {
    return { items: await this.views.list(tenant), next_page_token: null };
  }

  @Get(':name')
  @RequirePermission('read')
  @ApiOperation({ summary: 'A role; any role' })
  @ApiOkResponse({ type: RoleDto })
  async get(
    @CurrentPrincipal() { tenant }: Principal,
    @Param('name') name: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<RoleDto> {
    const role = await this.views.find(tenant, name);
    if (!role) throw notFound('role', name);
    reply.header('etag', etagOf(role));
    return role;
  }

  @Put(':name')
  @RequirePermission('administer')
  @ApiOperation({ summary: 'Make a role of the tenant’s own, or change it; role admin' })
  @ApiHeader(IF_MATCH)
  @ApiOkResponse({ type: RoleDto })
  @ApiCreatedResponse({ type: RoleDto })
  async define(
    @CurrentPrincipal() principal: Principal,
    @CurrentOperation() operation: Operation,
    @Param('name') name: string,
    @Body() { permissions, inherits, description }: RoleBodyDto,
    @Headers('if-match') ifMatch: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<RoleDto> {
    requireEveryTwin(principal);
    if (!ROLE_NAME.test(name)) {
      const message = 'the name of a role is a letter, then up to 63 of A-Z a-z 0-9 _ -';
      throw new ProblemError('validation-failed', message, { errors: [{ pointer: '', code: 'name', message }] });
    }
    const role = { name, permissions, inherits };
    const grantable = PERMISSIONS.filter((permission) => this.authorizer.permits(principal, permission));
    const { added } = await this.commands.execute(new DefineRole(operation, role, description, grantable, ifMatch));
    reply.code(added ? 201 : 200);
    if (added) reply.header('location', `/roles/${name}`);
    return this.get(principal, name, reply);
  }

  @Delete(':name')
  @HttpCode(204)
  @RequirePermission('administer')
  @ApiOperation({ summary: 'Remove a role; who has it loses what it permits; role admin' })
  @ApiHeader(IF_MATCH)
  @ApiNoContentResponse()
  async remove(
    @CurrentPrincipal() principal: Principal,
    @CurrentOperation() operation: Operation,
    @Param('name') name: string,
    @Headers('if-match') ifMatch: string | undefined,
  ): Promise<void> {
    requireEveryTwin(principal);
    await this.commands.execute(new RemoveRole(operation, name, ifMatch));
  }
}

/** A role is the whole tenant's, so a credential that is limited to some twins may not change one. */
function requireEveryTwin({ twins }: Principal): void {
  if (twins === undefined) return;
  throw new ProblemError('forbidden', 'Your credential is limited to some twins, and roles concern all of them.');
}
