import { Body, Controller, Get, HttpCode, Param, Post, Query, Res } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { ApiAcceptedResponse, ApiBearerAuth, ApiBody, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { newId } from '../../platform/clock/ids.js';
import type { Operation } from '../../platform/event-log/operation.js';
import { CurrentOperation, CurrentPrincipal } from '../../platform/http/access/current-principal.decorator.js';
import { RequirePermission } from '../../platform/http/access/permission.decorator.js';
import type { Principal } from '../../platform/http/access/principal.js';
import { TwinScope } from '../../platform/http/access/twin-scope.js';
import { pageOf, type Page } from '../../platform/http/paging/page.js';
import { notFound, ProblemError } from '../../platform/http/problems/problem.error.js';
import { requireIdentifier } from '../../platform/http/validation/identifier.js';
import { keyInTime, placeInTime } from '../../platform/http/paging/newest-first.js';
import type { Action } from '../messages/action.js';
import { GetAction } from '../messages/get-action.query.js';
import { ActionDto, ActionPageDto, ActionQuery } from './action.dto.js';
import { actionOf } from './action-row.js';
import { ACTION_EXAMPLES, requireActionBody } from './action-shape.js';
import { Actions } from './actions.js';
import { Feasibility } from './feasibility.js';
import { QueueAction } from './queue-action.command.js';

/** Actions: asked for by executors here, or made from approved proposals. */
@ApiTags('Actions')
@ApiBearerAuth()
@Controller('actions')
export class ActionController {
  constructor(
    private readonly actions: Actions,
    private readonly feasibility: Feasibility,
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
  ) {}

  @Post()
  @HttpCode(202)
  @RequirePermission('execute')
  @ApiOperation({ summary: 'Carry an action out, without a proposal; roles executor, admin' })
  @ApiBody({ description: 'An action.v1 document', schema: { type: 'object', example: ACTION_EXAMPLES[0] } })
  @ApiAcceptedResponse({
    type: ActionDto,
    description: 'It is queued; `Location` tells where to see what becomes of it',
  })
  async create(
    @CurrentPrincipal() principal: Principal,
    @CurrentOperation() operation: Operation,
    @Body() body: unknown,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Action> {
    const { twin_id: twinId, target, type, params, emergency = false } = requireActionBody(body);
    if (!TwinScope.of(principal).allows(twinId)) {
      throw new ProblemError('forbidden', `Your token does not reach the twin ${twinId}.`);
    }
    const errors = await this.feasibility.faults(principal.tenant, { twinId, target, type, params });
    if (errors.length > 0) throw new ProblemError('validation-failed', 'The action cannot be carried out.', { errors });
    const request = { actionId: newId('act'), twinId, target, type, params, emergency, proposalId: null };
    const action = await this.commands.execute(new QueueAction(operation, request));
    reply.header('location', `/actions/${action.action_id}`);
    return action;
  }

  @Get()
  @RequirePermission('read')
  @ApiOperation({ summary: 'Actions, newest first; any role' })
  @ApiOkResponse({ type: ActionPageDto })
  async list(@CurrentPrincipal() principal: Principal, @Query() query: ActionQuery): Promise<Page<Action>> {
    const filter = {
      status: query.status ?? null,
      twinId: query.twin_id ?? null,
      proposalId: query.proposal_id ?? null,
      patterns: TwinScope.of(principal).likePatterns,
    };
    const rows = await this.actions.list(principal.tenant, filter, placeInTime(query.page_token), query.limit + 1);
    return pageOf(rows, query.limit, (row) => keyInTime(row.created_at, row.action_id), actionOf);
  }

  @Get(':action_id')
  @RequirePermission('read')
  @ApiOperation({ summary: 'An action and what became of it; any role' })
  @ApiOkResponse({ type: ActionDto })
  async get(@CurrentPrincipal() principal: Principal, @Param('action_id') id: string): Promise<Action> {
    const action = await this.queries.execute(new GetAction(principal.tenant, requireIdentifier('action', id)));
    // An action on a twin outside the token's scope answers like one that is not there.
    if (!action || !TwinScope.of(principal).allows(action.twin_id)) throw notFound('action', id);
    return action;
  }
}
