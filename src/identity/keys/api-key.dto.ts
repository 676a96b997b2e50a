import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsISO8601,
  IsOptional,
  IsString,
  Matches,
  MaxLength,
} from 'class-validator';
import type { ApiKeyView } from './api-key-on-the-wire.js';

export class CreateApiKeyDto {
  @ApiProperty({ example: 'telegraf of line 1', description: 'Tells people what the key is for' })
  @IsString()
  @Matches(/^[^\p{Cc}\p{Cs}]{1,128}$/u, { message: 'name must be 1 to 128 characters, none of them a control one' })
  name!: string;

  @ApiProperty({ example: ['executor'], description: 'Of the roles that you have' })
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(16)
  @ArrayUnique()
  @IsString({ each: true })
  @MaxLength(64, { each: true })
  roles!: string[];

  @ApiPropertyOptional({
    type: [String],
    example: ['line_*'],
    description: 'Globs of the twins that it is limited to; absent = all',
  })
  @IsOptional()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(100)
  @Matches(/^[A-Za-z0-9_.:*?-]{1,128}$/, { each: true })
  twins?: string[] | null;

  @ApiPropertyOptional({
    type: String,
    format: 'date-time',
    example: '2099-12-31T00:00:00.000Z',
    description: 'A moment to come; absent = it does not end by itself',
  })
  @IsOptional()
  @IsISO8601({ strict: true, strictSeparator: true })
  expires_at?: string | null;
}

export class ApiKeyDto implements ApiKeyView {
  @ApiProperty({ example: 'key_01JD4ZK2V8Q6W9Y3N5B7C1D0EF' })
  key_id!: string;

  @ApiProperty({ example: 'telegraf of line 1' })
  name!: string;

  @ApiProperty({ example: 'opstwin_4fKp0TzQ1xB', description: 'What the key starts with' })
  prefix!: string;

  @ApiProperty({ type: [String], example: ['executor'] })
  roles!: readonly string[];

  @ApiProperty({ type: [String], nullable: true, example: ['line_*'], description: 'null = all' })
  twins!: readonly string[] | null;

  @ApiProperty({ example: 'admin' })
  created_by!: string;

  @ApiProperty({ type: String, format: 'date-time', example: '2026-11-20T05:00:00.000Z' })
  created_at!: string;

  @ApiProperty({ type: String, format: 'date-time', nullable: true, example: null })
  expires_at!: string | null;

  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    example: '2026-11-20T05:00:00.000Z',
    description: 'A minute behind at most; null = never',
  })
  last_used_at!: string | null;

  @ApiProperty({ type: String, nullable: true, example: '192.0.2.7', description: 'Address, as the server saw it' })
  last_used_from!: string | null;

  @ApiProperty({ type: String, format: 'date-time', nullable: true, example: null })
  revoked_at!: string | null;
}

export class NewApiKeyDto extends ApiKeyDto {
  @ApiProperty({
    example: 'opstwin_4fKp0TzQ1xB_…',
    description: 'The key. It is shown this once and not kept: only its digest is',
  })
  key!: string;
}

export class ApiKeyPageDto {
  @ApiProperty({ type: [ApiKeyDto] })
  items!: ApiKeyDto[];

  @ApiProperty({ type: String, nullable: true, example: null })
  next_page_token!: string | null;
}
