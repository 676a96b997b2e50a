import { Controller, Get, Query, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { wireEvent } from '../../platform/event-log/wire-event.js';
import { CurrentPrincipal } from '../../platform/http/access/current-principal.decorator.js';
import { RequirePermission } from '../../platform/http/access/permission.decorator.js';
import type { Principal } from '../../platform/http/access/principal.js';
import { TwinScope } from '../../platform/http/access/twin-scope.js';
import { pageOf, placeOf } from '../../platform/http/paging/page.js';
import { AuditTrail } from './audit-trail.js';
import { AuditDto } from './audit.dto.js';

@ApiTags('Audit')
@ApiBearerAuth()
@Controller('audit')
export class AuditController {
  constructor(private readonly trail: AuditTrail) {}

  @Get()
  @RequirePermission('administer')
  @ApiOperation({
    summary: 'Who did what, newest first',
    description: 'The events of the log as `event.v1`. `start` and `end` are about when an event entered the log.',
  })
  async list(
    @CurrentPrincipal() principal: Principal,
    @Query() { limit, page_token, twin_id, ...choice }: AuditDto,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const before = placeOf(page_token, ['number'])?.[0];
    const rows = await this.trail.read(principal.tenant, before === undefined ? undefined : Number(before), limit + 1, {
      ...choice,
      twinId: twin_id,
      scope: TwinScope.of(principal),
    });
    const page = pageOf(rows, limit, ({ position }) => [position], wireEvent);
    reply
      .header('content-type', 'application/json; charset=utf-8')
      .send(`{"items":[${page.items.join(',')}],"next_page_token":${JSON.stringify(page.next_page_token)}}`);
  }
}
