import { Body, Controller, Get, Header, HttpCode, Ip, Post } from '@nestjs/common';
import {
  ApiBearerAuth,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
  ApiTooManyRequestsResponse,
  ApiUnauthorizedResponse,
} from '@nestjs/swagger';
import type { Operation } from '../../platform/event-log/operation.js';
import { Authorizer } from '../../platform/http/access/authorizer.js';
import { CurrentOperation, CurrentPrincipal } from '../../platform/http/access/current-principal.decorator.js';
import { Authenticated, PERMISSIONS, Public } from '../../platform/http/access/permission.decorator.js';
import type { Principal } from '../../platform/http/access/principal.js';
import { TokenDto } from '../sessions/session.dto.js';
import { Login } from './login.js';
import { ChangePasswordDto, LoginDto, MeDto } from './login.dto.js';
import { OwnPassword } from './own-password.js';

@ApiTags('Identity')
@Controller('auth')
export class LoginController {
  constructor(
    private readonly login: Login,
    private readonly password: OwnPassword,
    private readonly authorizer: Authorizer,
  ) {}

  @Post('login')
  @HttpCode(200)
  @Header('cache-control', 'no-store')
  @Public()
  @ApiOperation({
    summary: 'Exchange a user name and password for tokens',
    description:
      'The answer to an unknown user, a wrong password, a wrong code and a disabled user is the same. With the second ' +
      'factor on, the right password without a `code` is answered with the problem `second-factor-required`.',
  })
  @ApiOkResponse({ type: TokenDto })
  @ApiUnauthorizedResponse({ description: 'Something is wrong, or a code is needed' })
  @ApiTooManyRequestsResponse({ description: 'Too many failures of the account or the address; see `Retry-After`' })
  logIn(@Body() { username, password, tenant, code }: LoginDto, @Ip() address: string): Promise<TokenDto> {
    return this.login.logIn({ tenant, username, address }, { password, code });
  }

  @Post('password')
  @HttpCode(204)
  @Authenticated()
  @ApiBearerAuth()
  @ApiOperation({ summary: 'Change the password of the user who has logged in, and end all sessions of the user' })
  @ApiNoContentResponse()
  changePassword(
    @CurrentPrincipal() principal: Principal,
    @CurrentOperation() operation: Operation,
    @Body() { current_password, new_password }: ChangePasswordDto,
    @Ip() address: string,
  ): Promise<void> {
    return this.password.change(operation, principal, address, { current: current_password, next: new_password });
  }

  @Get('me')
  @Authenticated()
  @ApiBearerAuth()
  @ApiOperation({ summary: 'Who the token stands for, and what it permits' })
  @ApiOkResponse({ type: MeDto })
  me(@CurrentPrincipal() principal: Principal): MeDto {
    const { subject, tenant, roles, twins } = principal;
    const permissions = PERMISSIONS.filter((permission) => this.authorizer.permits(principal, permission));
    return { subject, tenant, roles, twins: twins ?? null, permissions };
  }
}
