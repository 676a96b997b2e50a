import { Controller, Get, Query, Req, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { CurrentPrincipal } from '../../platform/http/access/current-principal.decorator.js';
import { RequirePermission } from '../../platform/http/access/permission.decorator.js';
import type { Principal } from '../../platform/http/access/principal.js';
import { EventFilter } from '../feed/event-filter.js';
import { SnapshotDto } from './snapshot.dto.js';
import { Snapshots } from './snapshots.js';

/** Where a follower of changes starts from. */
@ApiTags('AIW')
@ApiBearerAuth()
@Controller('snapshot')
export class SnapshotController {
  constructor(private readonly snapshots: Snapshots) {}

  @Get()
  @RequirePermission('read')
  @ApiOperation({
    summary: 'What is now, and the cursor from which /diff and /subscribe go on',
    description:
      'Twins with their assets, open anomalies, unfinished simulations, pending proposals, unfinished actions and the ' +
      'policies that decide, all of one moment: the one just after the event at `cursor`. It is sent while it is ' +
      'read; an answer that ends before its JSON does was cut off, and is to be asked for again.',
  })
  @ApiOkResponse({ description: 'A snapshot.v1 document', schema: { type: 'object' } })
  async snapshot(
    @CurrentPrincipal() principal: Principal,
    @Query() query: SnapshotDto,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { twinId, patterns } = new EventFilter(principal, query).bounds;
    if (request.method === 'HEAD') reply.header('content-type', 'application/json; charset=utf-8').send();
    else await this.snapshots.send(reply, { tenant: principal.tenant, patterns, twinId });
  }
}
