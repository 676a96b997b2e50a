import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiBody, ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentOperation, CurrentPrincipal } from '../../platform/http/access/current-principal.decorator.js';
import { RequirePermission } from '../../platform/http/access/permission.decorator.js';
import type { Principal } from '../../platform/http/access/principal.js';
import type { Operation } from '../../platform/event-log/operation.js';
import { pageOf, placeOf, type Page } from '../../platform/http/paging/page.js';
import { PageQuery } from '../../platform/http/paging/page.query.js';
import { notFound } from '../../platform/http/problems/problem.error.js';
import { isStorableText } from '../../platform/http/validation/identifier.js';
import { ScenarioStore, type ScenarioVersion } from './scenario-store.js';
import { ScenarioValidator } from './scenario-validator.js';
import { ScenarioDto, ScenarioPageDto } from './scenario.dto.js';

const EXAMPLE = {
  name: 'discount',
  parameters: {
    price: { dist: 'normal', mean: 100, std: 15 },
    demand: { dist: 'triangular', low: 800, mode: 1000, high: 1500 },
    cost: 60,
  },
  kpis: { profit: 'price * demand - cost * demand' },
  objective: { maximize: 'mean(profit)' },
  candidates: [{ id: 'hold' }, { id: 'discount', parameters: { price: { dist: 'normal', mean: 92, std: 15 } } }],
};

@ApiTags('Simulation')
@ApiBearerAuth()
@Controller('sim/scenarios')
export class ScenarioController {
  constructor(
    private readonly validator: ScenarioValidator,
    private readonly store: ScenarioStore,
  ) {}

  @Get()
  @RequirePermission('read')
  @ApiOperation({ summary: 'The newest version of each scenario' })
  @ApiOkResponse({ type: ScenarioPageDto })
  async list(@CurrentPrincipal() principal: Principal, @Query() query: PageQuery): Promise<Page<ScenarioDto>> {
    const [after] = placeOf(query.page_token, ['string']) ?? [];
    const rows = await this.store.list(principal.tenant, after as string | undefined, query.limit + 1);
    return pageOf(rows, query.limit, (row) => [row.name], onTheWire);
  }

  @Get(':name')
  @RequirePermission('read')
  @ApiOperation({ summary: 'The newest version of a scenario' })
  @ApiOkResponse({ type: ScenarioDto })
  async get(@CurrentPrincipal() principal: Principal, @Param('name') name: string): Promise<ScenarioDto> {
    const scenario = isStorableText(name) ? await this.store.find(principal.tenant, name) : undefined;
    if (!scenario) throw notFound('scenario', name);
    return onTheWire(scenario);
  }

  @Post()
  @RequirePermission('simulate')
  @ApiOperation({ summary: 'Add a scenario, or the next version of one' })
  @ApiBody({ schema: { type: 'object', example: EXAMPLE } })
  @ApiCreatedResponse({ type: ScenarioDto })
  async add(@CurrentOperation() operation: Operation, @Body() body: object): Promise<ScenarioDto> {
    const document = this.validator.require(body);
    const version = await this.store.add(operation.tenant, document, operation.actor);
    const added = await this.store.find(operation.tenant, document.name, version);
    if (!added) throw notFound('scenario', document.name);
    return onTheWire(added);
  }
}

function onTheWire({ name, version, document, createdBy, createdAt }: ScenarioVersion): ScenarioDto {
  return { name, version, document, created_by: createdBy, created_at: createdAt.toISOString() };
}
