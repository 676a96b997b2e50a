import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import {
  ArrayMaxSize,
  ArrayUnique,
  IsArray,
  IsBoolean,
  IsOptional,
  IsString,
  Matches,
  MaxLength,
  MinLength,
  ValidateIf,
} from 'class-validator';
import { MayBeAbsent } from '../../platform/http/validation/may-be-absent.decorator.js';
import { LONGEST_PASSWORD, SHORTEST_PASSWORD } from './password-rules.js';
import type { UserView } from './user-on-the-wire.js';

const TIME = { type: String, format: 'date-time', example: '2026-11-20T05:00:00.000Z' } as const;
/** Not like the id of a key or a subject of an identity provider, whom events would take for the user. */
const USERNAME = /^(?!key_|usr_)[A-Za-z0-9][A-Za-z0-9_.@-]{0,127}$/;
const GLOB = /^[A-Za-z0-9_.:*?-]{1,128}$/;
const MOST_ROLES = 20;
const MOST_GLOBS = 100;
const ROLES = { type: String, isArray: true, example: ['supervisor'] } as const;
const TWINS = {
  type: String,
  isArray: true,
  nullable: true,
  example: ['factory_*'],
  description: 'Globs of the twins that the user reaches; null = all',
} as const;
const GLOB_FAULT = { each: true, message: 'each of $property must be up to 128 of A-Z a-z 0-9 _ . : - * ?' };

export class PasswordDto {
  @ApiProperty({
    example: 'correct horse battery staple',
    minLength: SHORTEST_PASSWORD,
    maxLength: LONGEST_PASSWORD,
    description: 'Not the name of the user',
  })
  @IsString()
  @MinLength(SHORTEST_PASSWORD)
  @MaxLength(LONGEST_PASSWORD)
  password!: string;
}

export class NewUserDto extends PasswordDto {
  @ApiProperty({ example: 'ada', pattern: USERNAME.source })
  @IsString()
  @Matches(USERNAME, {
    message: '$property must be a letter or digit, then up to 127 of A-Z a-z 0-9 _ . @ -, and not begin like an id',
  })
  username!: string;

  @ApiProperty(ROLES)
  @IsArray()
  @ArrayMaxSize(MOST_ROLES)
  @ArrayUnique()
  @IsString({ each: true })
  roles!: string[];

  @ApiPropertyOptional(TWINS)
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(MOST_GLOBS)
  @Matches(GLOB, GLOB_FAULT)
  twins?: string[] | null;

  @ApiPropertyOptional({ example: false, default: false })
  @MayBeAbsent()
  @IsBoolean()
  disabled?: boolean;
}

/** A merge patch (RFC 7396): what is absent stays as it is; only `twins` can be null. */
export class UserPatchDto {
  @ApiPropertyOptional(ROLES)
  @ValidateIf((patch: UserPatchDto) => patch.roles !== undefined)
  @IsArray()
  @ArrayMaxSize(MOST_ROLES)
  @ArrayUnique()
  @IsString({ each: true })
  roles?: string[];

  @ApiPropertyOptional(TWINS)
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(MOST_GLOBS)
  @Matches(GLOB, GLOB_FAULT)
  twins?: string[] | null;

  @ApiPropertyOptional({ example: true })
  @ValidateIf((patch: UserPatchDto) => patch.disabled !== undefined)
  @IsBoolean()
  disabled?: boolean;
}

export class UserDto implements UserView {
  @ApiProperty({ example: 'usr_01JD4ZK2V8Q6W9Y3N5B7C1D0EF' })
  user_id!: string;

  @ApiProperty({ example: 'ada' })
  username!: string;

  @ApiProperty(ROLES)
  roles!: readonly string[];

  @ApiProperty(TWINS)
  twins!: readonly string[] | null;

  @ApiProperty({ example: false, description: 'Whether the user may not log in' })
  disabled!: boolean;

  @ApiProperty({ example: true, description: 'Whether logging in takes a code as well' })
  second_factor!: boolean;

  @ApiProperty({ example: 1, description: 'Counts the changes of roles, twins and disabled; the ETag' })
  revision!: number;

  @ApiProperty(TIME)
  created_at!: string;

  @ApiProperty(TIME)
  updated_at!: string;
}

export class UserPageDto {
  @ApiProperty({ type: [UserDto] })
  items!: UserDto[];

  @ApiProperty({ type: String, nullable: true, example: null })
  next_page_token!: string | null;
}
