import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn } from 'class-validator';
import { MayBeAbsent } from '../../platform/http/validation/may-be-absent.decorator.js';
import { COMPATIBILITY_MODES, type CompatibilityMode } from './register-schema.command.js';

export class RegisterSchemaQuery {
  @ApiPropertyOptional({
    enum: COMPATIBILITY_MODES,
    default: 'backward',
    description: '`none` takes a version that breaks with the one before, and keeps a record of the breaks',
  })
  @MayBeAbsent()
  @IsIn(COMPATIBILITY_MODES)
  compatibility: CompatibilityMode = 'backward';
}

export class BreakDto {
  @ApiProperty({ example: '/required', description: 'JSON pointer into the newer schema' })
  pointer!: string;

  @ApiProperty({ example: 'newly-required' })
  rule!: string;

  @ApiProperty({ example: 'unit was not required before' })
  message!: string;
}

/** A schema in the list; what follows `source` is there for registered ones only. */
export class SchemaEntryDto {
  @ApiProperty({ example: 'site.readings.v2' })
  name!: string;

  @ApiProperty({ example: '/schemas/site.readings.v2' })
  href!: string;

  @ApiProperty({ enum: ['published', 'registered'] })
  source!: string;

  @ApiPropertyOptional({ description: 'SHA-256 of the canonical JSON (RFC 8785), in hex' })
  digest?: string;

  @ApiPropertyOptional({ type: String, nullable: true, example: 'site.readings.v1' })
  compared_with?: string | null;

  @ApiPropertyOptional({ enum: ['first', 'backward', 'none'] })
  compatibility?: string;

  @ApiPropertyOptional({ type: [BreakDto], description: 'The first 50 breaks against the version before' })
  breaks?: BreakDto[];

  @ApiPropertyOptional({ example: 0 })
  breaks_total?: number;

  @ApiPropertyOptional({ example: 'admin' })
  registered_by?: string;

  @ApiPropertyOptional({ type: String, format: 'date-time' })
  registered_at?: string;
}

export class SchemaPageDto {
  @ApiProperty({ type: [SchemaEntryDto] })
  items!: SchemaEntryDto[];

  @ApiProperty({ type: String, nullable: true, example: null })
  next_page_token!: string | null;
}
