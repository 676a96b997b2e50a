import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsIn, IsInt, IsString, Length, Max, Min } from 'class-validator';
import { IsIdentifier } from '../../platform/http/validation/identifier.js';
import { MayBeAbsent } from '../../platform/http/validation/may-be-absent.decorator.js';
import { PagedTimeRangeQuery } from './time-range.query.js';
import type { SampleOrder } from './sample-reader.js';

/** Points that a plot may have. */
const POINTS_LIMIT = 10_000;

export class LatestQuery {
  @ApiProperty({ example: 'factory_line_3' })
  @IsIdentifier()
  twin_id!: string;

  @ApiPropertyOptional({ example: 'etch_tool_7', description: 'Absent: every asset of the twin' })
  @MayBeAbsent()
  @IsIdentifier()
  asset_id?: string;
}

export class TelemetryQuery extends PagedTimeRangeQuery {
  @ApiProperty({ example: 'factory_line_3' })
  @IsIdentifier()
  twin_id!: string;

  @ApiPropertyOptional({ example: 'etch_tool_7', description: 'Absent: every asset of the twin' })
  @MayBeAbsent()
  @IsIdentifier()
  asset_id?: string;

  @ApiPropertyOptional({ example: 'temperature', description: 'Absent: every metric' })
  @MayBeAbsent()
  @IsString()
  @Length(1, 128)
  metric?: string;

  @ApiPropertyOptional({ enum: ['asc', 'desc'], default: 'asc' })
  @MayBeAbsent()
  @IsIn(['asc', 'desc'])
  order: SampleOrder = 'asc';

  @ApiPropertyOptional({
    minimum: 3,
    maximum: POINTS_LIMIT,
    description: 'All of the range, each series thinned out to so many of its samples that its plot looks the same',
  })
  @MayBeAbsent()
  @Type(() => Number)
  @IsInt()
  @Min(3)
  @Max(POINTS_LIMIT)
  max_points?: number;
}

export class SampleDto {
  @ApiProperty({ format: 'date-time', example: '2026-11-20T05:00:00.000Z' })
  ts!: string;

  @ApiProperty({ example: 'etch_tool_7' })
  asset_id!: string;

  @ApiProperty({ example: 'temperature' })
  metric!: string;

  @ApiProperty({ example: 85.2 })
  value!: number;

  @ApiProperty({ example: 1, minimum: 0, maximum: 1 })
  quality!: number;
}

export class SamplePageDto {
  @ApiProperty({ type: [SampleDto] })
  items!: SampleDto[];

  @ApiProperty({ type: String, nullable: true, example: null })
  next_page_token!: string | null;
}

export class LatestDto {
  @ApiProperty({ type: [SampleDto] })
  items!: SampleDto[];
}
