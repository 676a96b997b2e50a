import { Body, Controller, Get, Headers, Param, Post, Query, Res } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiAcceptedResponse, ApiBearerAuth, ApiHeader, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { newId } from '../../platform/clock/ids.js';
import { CurrentOperation, CurrentPrincipal } from '../../platform/http/access/current-principal.decorator.js';
import { RequirePermission } from '../../platform/http/access/permission.decorator.js';
import type { Principal } from '../../platform/http/access/principal.js';
import { TwinScope } from '../../platform/http/access/twin-scope.js';
import type { Operation } from '../../platform/event-log/operation.js';
import { pageOf, placeOf, type Page } from '../../platform/http/paging/page.js';
import { notFound, ProblemError } from '../../platform/http/problems/problem.error.js';
import { isStorableText } from '../../platform/http/validation/identifier.js';
import { RunSimulation } from '../messages/run-simulation.command.js';
import type { Simulation } from '../messages/simulation.js';
import { preferredWait } from './prefer-wait.js';
import { RunAwaiter } from './run-awaiter.js';
import { RunStore } from './run-store.js';
import { RunSimulationDto, SimulationListQuery } from './sim.dto.js';
import { onTheWire } from './simulation-on-the-wire.js';

@ApiTags('Simulation')
@ApiBearerAuth()
@Controller('sim')
export class SimController {
  constructor(
    private readonly commands: CommandBus,
    private readonly runs: RunStore,
    private readonly awaiter: RunAwaiter,
  ) {}

  @Post('run')
  @RequirePermission('simulate')
  @ApiOperation({ summary: 'Simulate a scenario in the background' })
  @ApiHeader({ name: 'Prefer', required: false, example: 'wait=10', description: 'Wait up to 30 s for the result' })
  @ApiAcceptedResponse({ schema: { example: { sim_id: 'sim_01M7VWR2F8KYXS2PPCSWKAH4SX', status: 'queued' } } })
  @ApiOkResponse({ description: 'The result, when `Prefer: wait` was asked and it was done in time' })
  async run(
    @CurrentOperation() operation: Operation,
    @CurrentPrincipal() principal: Principal,
    @Body() body: RunSimulationDto,
    @Headers('prefer') prefer: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Simulation | { sim_id: string; status: string }> {
    if (!TwinScope.of(principal).allows(body.twin_id)) {
      throw new ProblemError('forbidden', `Your token is not for the twin ${body.twin_id}.`);
    }
    if (!isStorableText(body.scenario)) throw notFound('scenario', 'of that name');
    const { simId } = await this.commands.execute(new RunSimulation(operation, requestOf(newId('sim'), body)));
    reply.code(202).header('location', `/sim/${simId}`);
    const wait = preferredWait(prefer);
    if (wait > 0) {
      const run = await this.awaiter.finished(principal.tenant, simId, wait);
      if (run?.status === 'completed' || run?.status === 'failed') {
        reply.code(200).header('preference-applied', `wait=${wait}`);
        return onTheWire(run);
      }
    }
    return { sim_id: simId, status: 'queued' };
  }

  @Get()
  @RequirePermission('read')
  @ApiOperation({ summary: 'Runs, the newest first' })
  async list(@CurrentPrincipal() principal: Principal, @Query() query: SimulationListQuery): Promise<Page<Simulation>> {
    const [before] = placeOf(query.page_token, ['string']) ?? [];
    const rows = await this.runs.list(
      principal.tenant,
      TwinScope.of(principal).likePatterns,
      { twinId: query.twin_id, status: query.status },
      before as string | undefined,
      query.limit + 1,
    );
    return pageOf(rows, query.limit, (run) => [run.id], onTheWire);
  }

  @Get(':sim_id')
  @RequirePermission('read')
  @ApiOperation({ summary: 'A run: status, progress and result' })
  async get(@CurrentPrincipal() principal: Principal, @Param('sim_id') simId: string): Promise<Simulation> {
    const run = isStorableText(simId) ? await this.runs.find(principal.tenant, simId) : undefined;
    if (!run || !TwinScope.of(principal).allows(run.twinId)) throw notFound('simulation', simId);
    return onTheWire(run);
  }
}

function requestOf(simId: string, body: RunSimulationDto): RunSimulation['request'] {
  return {
    simId,
    twinId: body.twin_id,
    scenario: body.scenario,
    ...(body.asset_id === undefined ? {} : { assetId: body.asset_id }),
    ...(body.parameters === undefined ? {} : { parameters: body.parameters }),
    ...(body.candidates === undefined ? {} : { candidates: body.candidates }),
    ...(body.n_samples === undefined ? {} : { samples: body.n_samples }),
    ...(body.seed === undefined ? {} : { seed: body.seed }),
  };
}
