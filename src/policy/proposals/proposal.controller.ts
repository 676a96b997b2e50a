import { Body, Controller, Get, HttpCode, Param, Post, Query, Res } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { ApiBearerAuth, ApiBody, ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
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
import { GetSimulation } from '../../simulation/messages/get-simulation.query.js';
import { keyInTime, placeInTime } from '../../platform/http/paging/newest-first.js';
import type { Proposal } from '../messages/proposal.js';
import { ApproveProposal } from './approve-proposal.command.js';
import { CreateProposal } from './create-proposal.command.js';
import { proposalOf, type ProposalRow } from './proposal-row.js';
import { PROPOSAL_EXAMPLES, requireProposalBody } from './proposal-shape.js';
import {
  ApproveDto,
  ProposalDetailDto,
  ProposalDto,
  ProposalPageDto,
  ProposalQuery,
  RejectDto,
} from './proposal.dto.js';
import { Proposals } from './proposals.js';
import { RejectProposal } from './reject-proposal.command.js';

const DEFAULT_EXPIRY_S = 3600;

/** Where people and agents propose actions, and people decide on them. */
@ApiTags('Proposals')
@ApiBearerAuth()
@Controller('proposals')
export class ProposalController {
  constructor(
    private readonly proposals: Proposals,
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
  ) {}

  @Post()
  @RequirePermission('propose')
  @ApiOperation({ summary: 'Propose an action; roles agent, supervisor, admin' })
  @ApiBody({ description: 'A proposal.v1 document', schema: { type: 'object', example: PROPOSAL_EXAMPLES[0] } })
  @ApiCreatedResponse({ type: ProposalDto })
  async create(
    @CurrentPrincipal() principal: Principal,
    @CurrentOperation() operation: Operation,
    @Body() body: unknown,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Proposal> {
    const { twin_id, summary, evidence, recommended_action, confidence, expires_in } = requireProposalBody(body);
    if (!TwinScope.of(principal).allows(twin_id)) {
      throw new ProblemError('forbidden', `Your token does not reach the twin ${twin_id}.`);
    }
    const proposal = await this.commands.execute(
      new CreateProposal(operation, {
        proposalId: newId('prop'),
        twinId: twin_id,
        summary,
        evidence: evidence ?? [],
        action: recommended_action,
        confidence: confidence ?? null,
        expiresIn: expires_in ?? DEFAULT_EXPIRY_S,
      }),
    );
    reply.header('location', `/proposals/${proposal.proposal_id}`).header('etag', etag(proposal));
    return proposal;
  }

  @Get()
  @RequirePermission('read')
  @ApiOperation({ summary: 'Proposals, newest first; any role' })
  @ApiOkResponse({ type: ProposalPageDto })
  async list(@CurrentPrincipal() principal: Principal, @Query() query: ProposalQuery): Promise<Page<Proposal>> {
    const filter = {
      status: query.status ?? null,
      twinId: query.twin_id ?? null,
      patterns: TwinScope.of(principal).likePatterns,
    };
    const after = placeInTime(query.page_token);
    const rows = await this.proposals.list(principal.tenant, filter, after, query.limit + 1);
    return pageOf(rows, query.limit, (row) => keyInTime(row.created_at, row.proposal_id), proposalOf);
  }

  @Get(':proposal_id')
  @RequirePermission('read')
  @ApiOperation({
    summary: 'A proposal with its evidence, its simulated outcomes and exactly what would run; any role',
  })
  @ApiOkResponse({ type: ProposalDetailDto })
  async get(
    @CurrentPrincipal() principal: Principal,
    @Param('proposal_id') id: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ProposalDetailDto> {
    const proposal = proposalOf(await this.visible(principal, id));
    const { sim_id } = proposal;
    const simulation =
      sim_id === null ? undefined : await this.queries.execute(new GetSimulation(principal.tenant, sim_id));
    reply.header('etag', etag(proposal));
    return { ...proposal, simulation: simulation ?? null };
  }

  @Post(':proposal_id/approve')
  @HttpCode(200)
  @RequirePermission('approve')
  @ApiOperation({ summary: 'Let it run, by the digest of what was read; roles supervisor, admin' })
  @ApiOkResponse({ type: ProposalDto })
  async approve(
    @CurrentPrincipal() principal: Principal,
    @CurrentOperation() operation: Operation,
    @Param('proposal_id') id: string,
    @Body() { digest, reason }: ApproveDto,
  ): Promise<Proposal> {
    const { proposal_id: proposalId } = await this.visible(principal, id);
    return this.commands.execute(
      new ApproveProposal(operation, { proposalId, digest, reason: reason ?? null, by: 'person' }),
    );
  }

  @Post(':proposal_id/reject')
  @HttpCode(200)
  @RequirePermission('approve')
  @ApiOperation({ summary: 'Decide that it shall not run; roles supervisor, admin' })
  @ApiOkResponse({ type: ProposalDto })
  async reject(
    @CurrentPrincipal() principal: Principal,
    @CurrentOperation() operation: Operation,
    @Param('proposal_id') id: string,
    @Body() { reason }: RejectDto,
  ): Promise<Proposal> {
    const { proposal_id } = await this.visible(principal, id);
    return this.commands.execute(new RejectProposal(operation, proposal_id, reason));
  }

  /** A proposal about a twin outside the token's scope answers like one that is not there. */
  private async visible(principal: Principal, id: string): Promise<ProposalRow> {
    const row = await this.proposals.find(principal.tenant, requireIdentifier('proposal', id));
    if (!row || !TwinScope.of(principal).allows(row.twin_id)) throw notFound('proposal', id);
    return row;
  }
}

function etag({ revision }: Proposal): string {
  return `"${revision}"`;
}
