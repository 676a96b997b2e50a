import { Controller, Get, HttpCode, Param, ParseIntPipe, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentPrincipal } from '../../http/access/current-principal.decorator.js';
import { RequirePermission } from '../../http/access/permission.decorator.js';
import type { Principal } from '../../http/access/principal.js';
import { pageOf, placeOf, type Page } from '../../http/paging/page.js';
import { PageQuery } from '../../http/paging/page.query.js';
import { notFound } from '../../http/problems/problem.error.js';
import { ConsumerRunner } from './consumer-runner.js';
import { DeadLetters, type DeadLetter } from './dead-letters.js';

/** Events that a consumer could not handle: an admin sees them, mends the cause, and replays them. */
@ApiTags('Administration')
@ApiBearerAuth()
@Controller('dead-letters')
export class DeadLetterController {
  constructor(
    private readonly letters: DeadLetters,
    private readonly runner: ConsumerRunner,
  ) {}

  @Get()
  @RequirePermission('administer')
  @ApiOperation({ summary: 'Events that a consumer gave up on' })
  async list(@CurrentPrincipal() principal: Principal, @Query() query: PageQuery): Promise<Page<DeadLetter>> {
    const place = placeOf(query.page_token, ['string', 'number']);
    const after = place && { consumer: String(place[0]), position: Number(place[1]) };
    const rows = await this.letters.list(principal.tenant, query.limit + 1, after);
    return pageOf(
      rows,
      query.limit,
      (row) => [row.consumer, row.position],
      (row) => row,
    );
  }

  @Post(':consumer/:position/replay')
  @HttpCode(204)
  @RequirePermission('administer')
  @ApiOperation({ summary: 'Handle one of them again, now' })
  async replay(
    @CurrentPrincipal() principal: Principal,
    @Param('consumer') consumer: string,
    @Param('position', ParseIntPipe) position: number,
  ): Promise<void> {
    const known = Number.isSafeInteger(position) && (await this.runner.replay(consumer, principal.tenant, position));
    if (!known) {
      throw notFound('dead letter', `${consumer}/${position}`);
    }
  }
}
