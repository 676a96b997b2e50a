import { ApiProperty } from '@nestjs/swagger';
import { IsString, MaxLength, MinLength } from 'class-validator';
import { MayBeAbsent } from '../../platform/http/validation/may-be-absent.decorator.js';
import { LONGEST_PASSWORD, SHORTEST_PASSWORD } from '../users/password-rules.js';

export class LoginDto {
  @ApiProperty({ example: 'admin' })
  @IsString()
  @MinLength(1)
  @MaxLength(128)
  username!: string;

  @ApiProperty({ example: 'correct horse battery staple' })
  @IsString()
  @MinLength(1)
  @MaxLength(LONGEST_PASSWORD)
  password!: string;

  @ApiProperty({ example: 'default', required: false, default: 'default' })
  @MayBeAbsent()
  @IsString()
  @MaxLength(64)
  tenant: string = 'default';

  @ApiProperty({
    example: '492039',
    required: false,
    description: 'Six digits of the authenticator, or a recovery code; needed once the second factor is on',
  })
  @MayBeAbsent()
  @IsString()
  @MaxLength(64)
  code?: string;
}

export class ChangePasswordDto {
  @ApiProperty({ example: 'correct horse battery staple' })
  @IsString()
  @MinLength(1)
  @MaxLength(LONGEST_PASSWORD)
  current_password!: string;

  @ApiProperty({ example: 'another horse, another staple', minLength: SHORTEST_PASSWORD, maxLength: LONGEST_PASSWORD })
  @IsString()
  @MinLength(SHORTEST_PASSWORD)
  @MaxLength(LONGEST_PASSWORD)
  new_password!: string;
}

export class MeDto {
  @ApiProperty({ example: 'admin' })
  subject!: string;

  @ApiProperty({ example: 'default' })
  tenant!: string;

  @ApiProperty({ example: ['admin'] })
  roles!: readonly string[];

  @ApiProperty({ example: ['factory_*'], nullable: true, description: 'Twins the token is limited to; null = all' })
  twins!: readonly string[] | null;

  @ApiProperty({ example: ['read'], description: 'What the roles permit' })
  permissions!: readonly string[];
}
