import { Body, Controller, Get, HttpCode, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Authorizer } from '../../platform/http/access/authorizer.js';
import { CurrentPrincipal } from '../../platform/http/access/current-principal.decorator.js';
import { PERMISSIONS, Public, RequirePermission } from '../../platform/http/access/permission.decorator.js';
import type { Principal } from '../../platform/http/access/principal.js';
import { ProblemError } from '../../platform/http/problems/problem.error.js';
import { isStorableText } from '../../platform/http/validation/identifier.js';
import { AccessTokens, TOKEN_LIFETIME_S } from '../tokens/access-tokens.js';
import { passwordMatches } from '../users/passwords.js';
import { Users } from '../users/users.js';
import { LoginDto, MeDto, TokenDto } from './login.dto.js';

@ApiTags('Identity')
@Controller('auth')
export class LoginController {
  constructor(
    private readonly users: Users,
    private readonly tokens: AccessTokens,
    private readonly authorizer: Authorizer,
  ) {}

  @Post('login')
  @HttpCode(200)
  @Public()
  @ApiOperation({ summary: 'Exchange a user name and password for an access token' })
  @ApiOkResponse({ type: TokenDto })
  async login(@Body() { username, password, tenant }: LoginDto): Promise<TokenDto> {
    const askable = isStorableText(username) && isStorableText(tenant);
    const user = askable ? await this.users.find(tenant, username) : undefined;
    if (!(await passwordMatches(password, user?.passwordHash)) || !user) {
      throw new ProblemError('invalid-credentials', 'The user name or the password is wrong.');
    }
    const principal = { subject: user.username, tenant: user.tenant, roles: user.roles, twins: undefined };
    return { access_token: this.tokens.issue(principal), token_type: 'Bearer', expires_in: TOKEN_LIFETIME_S };
  }

  @Get('me')
  @RequirePermission('read')
  @ApiBearerAuth()
  @ApiOperation({ summary: 'Who the token stands for, and what it permits' })
  @ApiOkResponse({ type: MeDto })
  me(@CurrentPrincipal() principal: Principal): MeDto {
    const { subject, tenant, roles, twins } = principal;
    const permissions = PERMISSIONS.filter((permission) => this.authorizer.permits(principal, permission));
    return { subject, tenant, roles, twins: twins ?? null, permissions };
  }
}
