import { ApiProperty } from '@nestjs/swagger';
import { IsString, MaxLength, MinLength } from 'class-validator';
import type { SessionTokenPair } from './session-tokens.js';

export class RefreshDto {
  @ApiProperty({ example: '3q2-7wAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA' })
  @IsString()
  @MinLength(1)
  @MaxLength(256)
  refresh_token!: string;
}

export class TokenDto implements SessionTokenPair {
  @ApiProperty()
  access_token!: string;

  @ApiProperty({ example: 'Bearer' })
  token_type!: 'Bearer';

  @ApiProperty({ example: 900, description: 'Seconds until the access token expires' })
  expires_in!: number;

  @ApiProperty({ description: 'For `POST /auth/refresh`, once; good for 30 days' })
  refresh_token!: string;
}
