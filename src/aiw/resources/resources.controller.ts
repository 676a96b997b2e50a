import { Controller, Get, Param, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { CurrentPrincipal } from '../../platform/http/access/current-principal.decorator.js';
import { RequirePermission } from '../../platform/http/access/permission.decorator.js';
import type { Principal } from '../../platform/http/access/principal.js';
import { TwinScope } from '../../platform/http/access/twin-scope.js';
import { notFound } from '../../platform/http/problems/problem.error.js';
import { requireIdentifier } from '../../platform/http/validation/identifier.js';
import { Resources } from './resources.js';

/** Where the `data_ref` of every event leads. */
@ApiTags('AIW')
@ApiBearerAuth()
@Controller('r')
export class ResourcesController {
  constructor(private readonly resources: Resources) {}

  @Get(':type/:id')
  @RequirePermission('read')
  @ApiOperation({
    summary: 'Any resource that an event names in `data_ref`',
    description: 'The answer is that of the resource’s own address, which `Content-Location` tells.',
  })
  @ApiParam({ name: 'type', example: 'twin' })
  @ApiParam({ name: 'id', example: 'factory_line_3' })
  @ApiOkResponse({ description: 'The resource', schema: { type: 'object' } })
  async get(
    @CurrentPrincipal() principal: Principal,
    @Param('type') type: string,
    @Param('id') id: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<object> {
    const ref = { type: requireIdentifier('resource type', type), id: requireIdentifier(type, id) };
    const resource = await this.resources.find(principal.tenant, ref);
    // A resource of a twin outside the token's scope answers like one that is not there.
    const visible = resource && (resource.twinId === null || TwinScope.of(principal).allows(resource.twinId));
    if (!visible) throw notFound(type, id);
    reply.header('content-location', resource.location);
    return resource.body;
  }
}
