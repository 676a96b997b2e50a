import { Body, Controller, Get, HttpCode, Param, Post, Query, Res } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { ApiBearerAuth, ApiBody, ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { Operation } from '../../platform/event-log/operation.js';
import { CurrentOperation, CurrentPrincipal } from '../../platform/http/access/current-principal.decorator.js';
import { RequirePermission } from '../../platform/http/access/permission.decorator.js';
import type { Principal } from '../../platform/http/access/principal.js';
import { TwinScope } from '../../platform/http/access/twin-scope.js';
import { pageOf, placeOf, type Page } from '../../platform/http/paging/page.js';
import { PageQuery } from '../../platform/http/paging/page.query.js';
import { notFound, ProblemError } from '../../platform/http/problems/problem.error.js';
import { requireIdentifier } from '../../platform/http/validation/identifier.js';
import { GetPolicy } from '../messages/get-policy.query.js';
import type { Policy, PolicySummary } from '../messages/policy.js';
import { Policies } from './policies.js';
import { POLICY_EXAMPLES, requirePolicyDocument } from './policy-validator.js';
import { PolicyDto, PolicyPageDto, PublishPolicyDto } from './policy.dto.js';
import { PublishPolicy } from './publish-policy.command.js';
import { SavePolicy } from './save-policy.command.js';

@ApiTags('Policies')
@ApiBearerAuth()
@Controller('policies')
export class PolicyController {
  constructor(
    private readonly policies: Policies,
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
  ) {}

  @Get()
  @RequirePermission('read')
  @ApiOperation({ summary: 'Policies by name; any role' })
  @ApiOkResponse({ type: PolicyPageDto })
  async list(@CurrentPrincipal() { tenant }: Principal, @Query() query: PageQuery): Promise<Page<PolicySummary>> {
    const [after] = placeOf(query.page_token, ['string']) ?? [];
    return pageOf(
      await this.policies.list(tenant, after?.toString(), query.limit + 1),
      query.limit,
      (row) => [row.name],
      (row) => row,
    );
  }

  @Get(':policy_id')
  @RequirePermission('read')
  @ApiOperation({ summary: 'A policy with all its versions; any role' })
  @ApiOkResponse({ type: PolicyDto })
  async get(@CurrentPrincipal() { tenant }: Principal, @Param('policy_id') id: string): Promise<Policy> {
    const policy = await this.queries.execute(new GetPolicy(tenant, requireIdentifier('policy', id)));
    if (!policy) throw notFound('policy', id);
    return policy;
  }

  @Post()
  @RequirePermission('administer')
  @ApiOperation({ summary: 'Keep a document as a new draft, or as the next version of its name; role admin' })
  @ApiBody({ description: 'A policy.v1 document', schema: { type: 'object', example: POLICY_EXAMPLES[0] } })
  @ApiCreatedResponse({ type: PolicyDto })
  async save(
    @CurrentPrincipal() principal: Principal,
    @CurrentOperation() operation: Operation,
    @Body() body: unknown,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Policy> {
    requireEveryTwin(principal);
    const policy = await this.commands.execute(new SavePolicy(operation, requirePolicyDocument(body)));
    reply.header('location', `/policies/${policy.policy_id}`);
    return policy;
  }

  @Post(':policy_id/publish')
  @HttpCode(200)
  @RequirePermission('administer')
  @ApiOperation({ summary: 'Let a version decide from here on; role admin' })
  @ApiOkResponse({ type: PolicyDto })
  async publish(
    @CurrentPrincipal() principal: Principal,
    @CurrentOperation() operation: Operation,
    @Param('policy_id') id: string,
    @Body() { version }: PublishPolicyDto,
  ): Promise<Policy> {
    requireEveryTwin(principal);
    return this.commands.execute(new PublishPolicy(operation, requireIdentifier('policy', id), version));
  }
}

/** A policy can decide on any twin, so a token that is limited to some may not change one. */
function requireEveryTwin(principal: Principal): void {
  if (TwinScope.of(principal).likePatterns === null) return;
  throw new ProblemError('forbidden', 'Your token is limited to some twins, and policies concern all of them.');
}
