import { Body, Controller, Delete, Header, HttpCode, Ip, Post } from '@nestjs/common';
import {
  ApiBearerAuth,
  ApiConflictResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import type { Operation } from '../../platform/event-log/operation.js';
import { CurrentOperation, CurrentPrincipal } from '../../platform/http/access/current-principal.decorator.js';
import { Authenticated } from '../../platform/http/access/permission.decorator.js';
import type { Principal } from '../../platform/http/access/principal.js';
import { OwnAccount } from '../sessions/own-account.js';
import { OwnSecondFactor } from './own-second-factor.js';
import { ConfirmSecondFactorDto, EndSecondFactorDto, EnrolmentDto, RecoveryCodesDto } from './second-factor.dto.js';

@ApiTags('Identity')
@ApiBearerAuth()
@Controller('auth/second-factor')
export class SecondFactorController {
  constructor(
    private readonly account: OwnAccount,
    private readonly factor: OwnSecondFactor,
  ) {}

  @Post()
  @HttpCode(200)
  @Header('cache-control', 'no-store')
  @Authenticated()
  @ApiOperation({
    summary: 'A secret for an authenticator app (TOTP), shown only now; it counts once it is confirmed',
  })
  @ApiOkResponse({ type: EnrolmentDto })
  @ApiConflictResponse({ description: 'The second factor is on already' })
  async begin(@CurrentPrincipal() principal: Principal): Promise<EnrolmentDto> {
    const { secret, otpauthUri } = await this.factor.begin(await this.account.of(principal));
    return { otpauth_uri: otpauthUri, secret };
  }

  @Post('confirm')
  @HttpCode(200)
  @Header('cache-control', 'no-store')
  @Authenticated()
  @ApiOperation({ summary: 'Turn the second factor on by a code; gives recovery codes, shown only now' })
  @ApiOkResponse({ type: RecoveryCodesDto })
  async confirm(
    @CurrentPrincipal() principal: Principal,
    @CurrentOperation() operation: Operation,
    @Body() { code }: ConfirmSecondFactorDto,
    @Ip() address: string,
  ): Promise<RecoveryCodesDto> {
    const user = await this.account.of(principal);
    return { recovery_codes: await this.factor.confirm(operation, user, address, code) };
  }

  @Delete()
  @HttpCode(204)
  @Authenticated()
  @ApiOperation({ summary: 'Turn the second factor off, by the password and a code' })
  @ApiNoContentResponse()
  async end(
    @CurrentPrincipal() principal: Principal,
    @CurrentOperation() operation: Operation,
    @Body() { password, code }: EndSecondFactorDto,
    @Ip() address: string,
  ): Promise<void> {
    const user = await this.account.of(principal);
    await this.factor.end(operation, user, address, password, code);
  }
}
