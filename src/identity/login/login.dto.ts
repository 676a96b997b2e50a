import { ApiProperty } from '@nestjs/swagger';
import { IsOptional, IsString, MaxLength, MinLength } from 'class-validator';

export class LoginDto {
  @ApiProperty({ example: 'admin' })
  @IsString()
  @MinLength(1)
  @MaxLength(128)
  username!: string;

  @ApiProperty({ example: 'correct horse battery staple' })
  @IsString()
  @MinLength(1)
  @MaxLength(1024)
  password!: string;

  @ApiProperty({ example: 'default', required: false, default: 'default' })
  @IsOptional()
  @IsString()
  @MaxLength(64)
  tenant: string = 'default';
}

export class TokenDto {
  @ApiProperty()
  access_token!: string;

  @ApiProperty({ example: 'Bearer' })
  token_type!: 'Bearer';

  @ApiProperty({ example: 3600, description: 'Seconds until the token expires' })
  expires_in!: number;
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
