import { Controller, Get, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { requirePosition } from '../../platform/event-log/cursor.js';
import { CurrentPrincipal } from '../../platform/http/access/current-principal.decorator.js';
import { RequirePermission } from '../../platform/http/access/permission.decorator.js';
import type { Principal } from '../../platform/http/access/principal.js';
import { ProblemError } from '../../platform/http/problems/problem.error.js';
import { ChainVerifier } from './chain-verifier.js';
import type { Verification } from './verification.js';
import { VerificationDto, VerifyDto } from './verify.dto.js';

@ApiTags('Audit')
@ApiBearerAuth()
@Controller('audit/verify')
export class VerifyController {
  constructor(private readonly verifier: ChainVerifier) {}

  @Get()
  @RequirePermission('administer')
  @ApiOperation({
    summary: 'Work the hash chain of the log out again, and tell whether it holds',
    description:
      'From the oldest kept event, or from the one given, chained to the event before it. A million events take some ' +
      'ten seconds: ask for stretches of a long log, as `opstwin audit verify` does.',
  })
  @ApiOkResponse({ type: VerificationDto })
  verify(@CurrentPrincipal() { tenant }: Principal, @Query() query: VerifyDto): Promise<Verification> {
    const from = query.from === undefined ? undefined : requirePosition(query.from);
    const to = query.to === undefined ? undefined : requirePosition(query.to);
    if (from !== undefined && to !== undefined && from > to) throw backwards();
    return this.verifier.verify(tenant, from, to);
  }
}

function backwards(): ProblemError {
  return new ProblemError('validation-failed', 'The range ends before it begins.', {
    errors: [{ pointer: '?to', code: 'range', message: 'must not be before from' }],
  });
}
