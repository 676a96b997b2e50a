import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiBody, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentPrincipal } from '../../../platform/http/access/current-principal.decorator.js';
import { RequirePermission } from '../../../platform/http/access/permission.decorator.js';
import type { Principal } from '../../../platform/http/access/principal.js';
import { requireIdentifier } from '../../../platform/http/validation/identifier.js';
import { ADAPTER_BODY } from '../documents/adapter.dto.js';
import { AdapterViews } from '../documents/adapter-views.js';
import { PostedAdapters, requireEveryTwin } from '../documents/posted-adapters.js';
import { AdapterTrialDto } from './adapter-trial.dto.js';
import { AdapterTrials, type Trial } from './adapter-trials.js';

@ApiTags('Adapters')
@ApiBearerAuth()
@Controller('telemetry/adapters')
export class AdapterTrialController {
  constructor(
    private readonly views: AdapterViews,
    private readonly posted: PostedAdapters,
    private readonly trials: AdapterTrials,
  ) {}

  @Post('test')
  @HttpCode(200)
  @RequirePermission('administer')
  @ApiOperation({ summary: 'Try whether a document would work, without keeping it or storing anything; role admin' })
  @ApiBody(ADAPTER_BODY)
  @ApiOkResponse({ type: AdapterTrialDto })
  tryDocument(@CurrentPrincipal() principal: Principal, @Body() body: unknown): Promise<Trial> {
    return this.trials.run(principal.tenant, this.posted.read(principal, body));
  }

  @Post(':name/test')
  @HttpCode(200)
  @RequirePermission('administer')
  @ApiOperation({ summary: 'Try whether an adapter works, without storing anything; role admin' })
  @ApiOkResponse({ type: AdapterTrialDto })
  async tryAdapter(@CurrentPrincipal() principal: Principal, @Param('name') name: string): Promise<Trial> {
    requireEveryTwin(principal);
    const { document } = await this.views.get(principal.tenant, requireIdentifier('adapter', name));
    return this.trials.run(principal.tenant, document);
  }
}
