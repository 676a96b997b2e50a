import { Controller, Get, Headers, Query, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { CurrentPrincipal } from '../../platform/http/access/current-principal.decorator.js';
import { RequirePermission } from '../../platform/http/access/permission.decorator.js';
import type { Principal } from '../../platform/http/access/principal.js';
import { TwinScope } from '../../platform/http/access/twin-scope.js';
import { pageOf } from '../../platform/http/paging/page.js';
import { AuditExports } from '../export/audit-exports.js';
import { AuditPageDto } from './audit-entry.dto.js';
import { AuditTrail } from './audit-trail.js';
import { AuditDto } from './audit.dto.js';
import { placeKey, placeOfToken } from './trail-place.js';

const NDJSON = 'application/x-ndjson';

@ApiTags('Audit')
@ApiBearerAuth()
@Controller('audit')
export class AuditController {
  constructor(
    private readonly trail: AuditTrail,
    private readonly exports: AuditExports,
  ) {}

  @Get()
  @RequirePermission('administer')
  @ApiOperation({
    summary: 'Who did what, and who was refused what, newest first',
    description:
      'Events of the log and requests by HTTP in one list: every request that changes something, stored telemetry aside, ' +
      'and every refusal. `type` finds events only, and `status` requests only. `Accept: application/x-ndjson` sends the ' +
      'whole range, one entry per line, whatever `limit` and `page_token` are.',
  })
  @ApiProduces('application/json', NDJSON)
  @ApiOkResponse({ type: AuditPageDto })
  async list(
    @CurrentPrincipal() principal: Principal,
    @Query() { limit, page_token, twin_id, ...filters }: AuditDto,
    @Headers('accept') accept: string | undefined,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const choice = { ...filters, tenant: principal.tenant, twinId: twin_id, scope: TwinScope.of(principal) };
    reply.header('vary', 'Accept');
    if (wantsLines(accept)) {
      await this.exports.send(reply, NDJSON, choice);
      return;
    }
    const entries = await this.trail.read(placeOfToken(page_token), limit + 1, choice);
    const page = pageOf(
      entries,
      limit,
      ({ place }) => placeKey(place),
      ({ json }) => json,
    );
    reply
      .header('content-type', 'application/json; charset=utf-8')
      .send(`{"items":[${page.items.join(',')}],"next_page_token":${JSON.stringify(page.next_page_token)}}`);
  }
}

function wantsLines(accept = ''): boolean {
  const types = accept.split(',').map((range) => range.split(';', 1)[0]?.trim().toLowerCase());
  return types.find((type) => type === NDJSON || type === 'application/json') === NDJSON;
}
