import { Body, Controller, Delete, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Operation } from '../../platform/event-log/operation.js';
import { CurrentOperation, CurrentPrincipal } from '../../platform/http/access/current-principal.decorator.js';
import { RequirePermission } from '../../platform/http/access/permission.decorator.js';
import type { Principal } from '../../platform/http/access/principal.js';
import { pageOf, placeOf, type Page } from '../../platform/http/paging/page.js';
import { PageQuery } from '../../platform/http/paging/page.query.js';
import { LoginHistory } from '../login/login-history.js';
import { UserLoginDto, UserLoginPageDto } from '../login/user-login.dto.js';
import { RemoveSecondFactor } from '../second-factor/remove-second-factor.js';
import { ManagedUsers } from './managed-users.js';
import { UserPasswords } from './user-passwords.js';
import { PasswordDto } from './user.dto.js';

/** What admins can do about how a user logs in. */
@ApiTags('Users')
@ApiBearerAuth()
@Controller('users/:user_id')
export class UserCredentialsController {
  constructor(
    private readonly managed: ManagedUsers,
    private readonly passwords: UserPasswords,
    private readonly secondFactor: RemoveSecondFactor,
    private readonly history: LoginHistory,
  ) {}

  @Post('password')
  @HttpCode(204)
  @RequirePermission('administer')
  @ApiOperation({ summary: 'Give a user a password, and end its sessions; role admin' })
  @ApiNoContentResponse()
  async setPassword(
    @CurrentPrincipal() principal: Principal,
    @CurrentOperation() operation: Operation,
    @Param('user_id') id: string,
    @Body() { password }: PasswordDto,
  ): Promise<void> {
    await this.managed.require(principal, id);
    await this.passwords.set(operation, id, password);
  }

  @Delete('second-factor')
  @HttpCode(204)
  @RequirePermission('administer')
  @ApiOperation({ summary: 'Take the second factor from a user who has lost it; role admin' })
  @ApiNoContentResponse()
  async removeSecondFactor(
    @CurrentPrincipal() principal: Principal,
    @CurrentOperation() operation: Operation,
    @Param('user_id') id: string,
  ): Promise<void> {
    await this.managed.require(principal, id);
    await this.secondFactor.of(operation, id);
  }

  @Get('logins')
  @RequirePermission('administer')
  @ApiOperation({ summary: 'How the user logged in, or failed to, newest first; role admin' })
  @ApiOkResponse({ type: UserLoginPageDto })
  async logins(
    @CurrentPrincipal() principal: Principal,
    @Param('user_id') id: string,
    @Query() query: PageQuery,
  ): Promise<Page<UserLoginDto>> {
    await this.managed.require(principal, id);
    const { tenant } = principal;
    const [before] = placeOf(query.page_token, ['number']) ?? [];
    const rows = await this.history.list(
      tenant,
      id,
      before === undefined ? undefined : Number(before),
      query.limit + 1,
    );
    return pageOf(
      rows,
      query.limit,
      (row) => [row.id],
      ({ at, outcome, address }) => ({ at: at.toISOString(), outcome, address }),
    );
  }
}
