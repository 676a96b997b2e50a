import { Controller, Get, Param, Query } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiBearerAuth, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentPrincipal } from '../../platform/http/access/current-principal.decorator.js';
import { RequirePermission } from '../../platform/http/access/permission.decorator.js';
import type { Principal } from '../../platform/http/access/principal.js';
import { TwinScope } from '../../platform/http/access/twin-scope.js';
import { pageOf, type Page } from '../../platform/http/paging/page.js';
import { notFound } from '../../platform/http/problems/problem.error.js';
import { requireIdentifier } from '../../platform/http/validation/identifier.js';
import { keyInTime, placeInTime } from '../../platform/http/paging/newest-first.js';
import type { Decision } from '../messages/decision.js';
import { GetDecision } from '../messages/get-decision.query.js';
import { DecisionDto, DecisionPageDto, DecisionQuery } from './decision.dto.js';
import { decisionOf, Decisions } from './decisions.js';

@ApiTags('Policies')
@ApiBearerAuth()
@Controller('decisions')
export class DecisionController {
  constructor(
    private readonly decisions: Decisions,
    private readonly queries: QueryBus,
  ) {}

  @Get()
  @RequirePermission('read')
  @ApiOperation({ summary: 'Decisions, newest first; any role' })
  @ApiOkResponse({ type: DecisionPageDto })
  async list(@CurrentPrincipal() principal: Principal, @Query() query: DecisionQuery): Promise<Page<Decision>> {
    const filter = {
      outcome: query.outcome ?? null,
      twinId: query.twin_id ?? null,
      patterns: TwinScope.of(principal).likePatterns,
    };
    const rows = await this.decisions.list(principal.tenant, filter, placeInTime(query.page_token), query.limit + 1);
    return pageOf(rows, query.limit, (row) => keyInTime(row.created_at, row.decision_id), decisionOf);
  }

  @Get(':decision_id')
  @RequirePermission('read')
  @ApiOperation({ summary: 'A decision: its inputs, its confidence with the four parts, and its reasoning; any role' })
  @ApiOkResponse({ type: DecisionDto })
  async get(@CurrentPrincipal() principal: Principal, @Param('decision_id') id: string): Promise<Decision> {
    const decision = await this.queries.execute(new GetDecision(principal.tenant, requireIdentifier('decision', id)));
    // A decision about a twin outside the token's scope answers like one that is not there.
    if (!decision || !TwinScope.of(principal).allows(decision.twin_id)) throw notFound('decision', id);
    return decision;
  }
}
