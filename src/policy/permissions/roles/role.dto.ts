import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { ArrayMaxSize, ArrayUnique, IsArray, IsIn, IsString, Matches, MaxLength } from 'class-validator';
import { PERMISSIONS, type Permission } from '../../../platform/http/access/permission.decorator.js';
import { IsStorableText } from '../../../platform/http/validation/identifier.js';
import { MayBeAbsent } from '../../../platform/http/validation/may-be-absent.decorator.js';

/** What the name of a role looks like. */
export const ROLE_NAME = /^[A-Za-z][A-Za-z0-9_-]{0,63}$/;

export class RoleBodyDto {
  @ApiProperty({ enum: PERMISSIONS, isArray: true, example: ['approve'], description: 'What it permits by itself' })
  @IsArray()
  @ArrayUnique()
  @IsIn(PERMISSIONS, { each: true })
  permissions!: Permission[];

  @ApiPropertyOptional({
    type: [String],
    example: ['viewer'],
    description: 'Roles of which it permits all that they do',
  })
  @MayBeAbsent()
  @IsArray()
  @ArrayUnique()
  @ArrayMaxSize(20)
  @IsString({ each: true })
  @Matches(ROLE_NAME, { each: true, message: 'each of $property must be the name of a role' })
  inherits: string[] = [];

  @ApiPropertyOptional({ example: 'Approves while the plant manager is away' })
  @MayBeAbsent()
  @IsStorableText()
  @MaxLength(500)
  description: string = '';
}

export class RoleDto {
  @ApiProperty({ example: 'shift-lead' })
  name!: string;

  @ApiProperty({ example: 'Approves while the plant manager is away' })
  description!: string;

  @ApiProperty({ enum: PERMISSIONS, isArray: true, example: ['approve'], description: 'What it permits by itself' })
  permissions!: readonly Permission[];

  @ApiProperty({ type: [String], example: ['viewer'] })
  inherits!: readonly string[];

  @ApiProperty({
    enum: PERMISSIONS,
    isArray: true,
    example: ['read', 'approve'],
    description: 'What it permits with what it inherits',
  })
  effective!: readonly Permission[];

  @ApiProperty({ example: false, description: 'Every tenant has it, and nobody can change it' })
  built_in!: boolean;

  @ApiProperty({ example: 1, description: 'Counts its changes; 0 for a built-in one' })
  revision!: number;
}

export class RolesDto {
  @ApiProperty({ type: [RoleDto] })
  items!: readonly RoleDto[];

  @ApiProperty({ type: String, nullable: true, example: null, description: 'Always null: there are 105 roles at most' })
  next_page_token!: null;
}
