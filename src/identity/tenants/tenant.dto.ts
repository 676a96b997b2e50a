import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  IsBoolean,
  IsInt,
  IsObject,
  IsOptional,
  IsString,
  Length,
  Max,
  Min,
  ValidateIf,
  ValidateNested,
} from 'class-validator';
import { IDENTIFIER, IsIdentifier, IsStorableText } from '../../platform/http/validation/identifier.js';
import { FirstAdminDto } from './first-admin.dto.js';
import type { LimitsData } from '../messages/tenant-created.event.js';
import type { TenantView } from './tenant-on-the-wire.js';

const TIME = { type: String, format: 'date-time', example: '2026-11-20T05:00:00.000Z' } as const;
const NAME = { example: 'Plant two', minLength: 1, maxLength: 200 } as const;

export class NewTenantDto {
  @ApiProperty({ example: 'plant-2', pattern: IDENTIFIER.source, description: 'For good: part of tokens and topics' })
  @IsIdentifier()
  id!: string;

  @ApiProperty(NAME)
  @IsString()
  @Length(NAME.minLength, NAME.maxLength)
  @IsStorableText()
  name!: string;

  @ApiProperty({ type: FirstAdminDto })
  @IsObject()
  @ValidateNested()
  @Type(() => FirstAdminDto)
  first_admin!: FirstAdminDto;
}

/** PostgreSQL's integer. */
const MOST = 2_147_483_647;
const LIMIT = { type: 'integer', nullable: true, minimum: 0, maximum: MOST, example: null } as const;
const RATE = {
  ...LIMIT,
  minimum: 1,
  description: 'Requests a minute of all its credentials, telemetry aside',
} as const;

/** How much the tenant may have, and do; null = any number. What is there already stays. */
export class LimitsPatchDto {
  @ApiPropertyOptional(LIMIT)
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(MOST)
  max_twins?: number | null;

  @ApiPropertyOptional(LIMIT)
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(MOST)
  max_assets?: number | null;

  @ApiPropertyOptional({ ...LIMIT, example: 5000 })
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(MOST)
  max_series?: number | null;

  @ApiPropertyOptional(RATE)
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(MOST)
  requests_per_minute?: number | null;
}

export class LimitsDto implements LimitsData {
  @ApiProperty(LIMIT)
  max_twins!: number | null;

  @ApiProperty(LIMIT)
  max_assets!: number | null;

  @ApiProperty({ ...LIMIT, example: 5000 })
  max_series!: number | null;

  @ApiProperty(RATE)
  requests_per_minute!: number | null;
}

/** A merge patch (RFC 7396): what is absent stays as it is, and only a limit can be null. */
export class TenantPatchDto {
  @ApiPropertyOptional(NAME)
  @ValidateIf((patch: TenantPatchDto) => patch.name !== undefined)
  @IsString()
  @Length(NAME.minLength, NAME.maxLength)
  @IsStorableText()
  name?: string;

  @ApiPropertyOptional({ example: false, description: 'Whether its credentials are refused' })
  @ValidateIf((patch: TenantPatchDto) => patch.disabled !== undefined)
  @IsBoolean()
  disabled?: boolean;

  @ApiPropertyOptional({ type: LimitsPatchDto })
  @ValidateIf((patch: TenantPatchDto) => patch.limits !== undefined)
  @IsObject()
  @ValidateNested()
  @Type(() => LimitsPatchDto)
  limits?: LimitsPatchDto;
}

export class TenantDto implements TenantView {
  @ApiProperty({ example: 'plant-2' })
  tenant_id!: string;

  @ApiProperty(NAME)
  name!: string;

  @ApiProperty({ example: false, description: 'Whether its credentials are refused' })
  disabled!: boolean;

  @ApiProperty({ type: LimitsDto })
  limits!: LimitsDto;

  @ApiProperty({ example: 1, description: 'Counts its changes; the ETag' })
  revision!: number;

  @ApiProperty(TIME)
  created_at!: string;

  @ApiProperty(TIME)
  updated_at!: string;
}

export class TenantPageDto {
  @ApiProperty({ type: [TenantDto] })
  items!: TenantDto[];

  @ApiProperty({ type: String, nullable: true, example: null })
  next_page_token!: string | null;
}
