import { Body, Controller, Header, HttpCode, Post, Req } from '@nestjs/common';
import {
  ApiBearerAuth,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
  ApiUnauthorizedResponse,
} from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { Database } from '../../platform/database/database.js';
import type { Operation } from '../../platform/event-log/operation.js';
import { CurrentOperation, CurrentPrincipal } from '../../platform/http/access/current-principal.decorator.js';
import { Authenticated, Public } from '../../platform/http/access/permission.decorator.js';
import type { Principal } from '../../platform/http/access/principal.js';
import { OwnAccount } from './own-account.js';
import { Refresh } from './refresh.js';
import { SessionEnding } from './session-ending.js';
import { RefreshDto, TokenDto } from './session.dto.js';

@ApiTags('Identity')
@Controller('auth')
export class SessionController {
  constructor(
    private readonly database: Database,
    private readonly refreshing: Refresh,
    private readonly account: OwnAccount,
    private readonly ending: SessionEnding,
  ) {}

  @Post('refresh')
  @HttpCode(200)
  @Header('cache-control', 'no-store')
  @Public()
  @ApiOperation({
    summary: 'Exchange a refresh token for the next pair of tokens',
    description:
      'Each refresh token is good once; using one twice ends its session. Within 10 seconds, and until the next one was ' +
      'used, the same request gives the same refresh token again, for clients that lost the answer.',
  })
  @ApiOkResponse({ type: TokenDto })
  @ApiUnauthorizedResponse({ description: 'It is not good: log in again' })
  refresh(@Body() { refresh_token }: RefreshDto, @Req() { id }: FastifyRequest): Promise<TokenDto> {
    return this.refreshing.exchange(refresh_token, id);
  }

  @Post('logout')
  @HttpCode(204)
  @Authenticated()
  @ApiBearerAuth()
  @ApiOperation({ summary: 'End the session of the token: its refresh token, and every access token of it' })
  @ApiNoContentResponse()
  async logout(@CurrentPrincipal() principal: Principal, @CurrentOperation() operation: Operation): Promise<void> {
    await this.database.transaction(async () => {
      const { session, ...user } = await this.account.of(principal);
      await this.ending.one(operation, user, session, 'logout');
    });
  }
}
