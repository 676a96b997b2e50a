import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn } from 'class-validator';
import { PageQuery } from '../../platform/http/paging/page.query.js';
import { IsIdentifier } from '../../platform/http/validation/identifier.js';
import { MayBeAbsent } from '../../platform/http/validation/may-be-absent.decorator.js';
import { SEVERITIES, type Severity } from '../detect/domain/severity.js';

export const ANOMALY_STATUSES = ['open', 'acknowledged', 'cleared'] as const;
type AnomalyStatus = (typeof ANOMALY_STATUSES)[number];

export class AnomalyQuery extends PageQuery {
  @ApiPropertyOptional({ example: 'factory_line_3' })
  @MayBeAbsent()
  @IsIdentifier()
  twin_id?: string;

  @ApiPropertyOptional({ example: 'etch_tool_7' })
  @MayBeAbsent()
  @IsIdentifier()
  asset_id?: string;

  @ApiPropertyOptional({ enum: SEVERITIES })
  @MayBeAbsent()
  @IsIn(SEVERITIES)
  severity?: Severity;

  @ApiPropertyOptional({ enum: ANOMALY_STATUSES })
  @MayBeAbsent()
  @IsIn(ANOMALY_STATUSES)
  status?: AnomalyStatus;
}

export class BaselineDto {
  @ApiProperty({ example: 85.1 })
  mean!: number;

  @ApiProperty({ example: 1.2 })
  std!: number;

  @ApiProperty({ example: 1440, description: 'Samples that it rests on' })
  count!: number;
}

export class AnomalyDto {
  @ApiProperty({ example: 'ano_01JD3Q4Y7Q8W3M5T1V9K2B6N0X' })
  anomaly_id!: string;

  @ApiProperty({ example: 'factory_line_3' })
  twin_id!: string;

  @ApiProperty({ example: 'etch_tool_7' })
  asset_id!: string;

  @ApiProperty({ example: 'temperature' })
  metric!: string;

  @ApiProperty({ enum: ['zscore'] })
  detector!: 'zscore';

  @ApiProperty({ enum: SEVERITIES, description: 'The gravest that it reached' })
  severity!: Severity;

  @ApiProperty({ enum: ANOMALY_STATUSES })
  status!: AnomalyStatus;

  @ApiProperty({ example: 97.3, description: 'The gravest value' })
  value!: number;

  @ApiProperty({ example: 10.2, description: 'Its distance from the mean, in standard deviations' })
  score!: number;

  @ApiProperty({ type: BaselineDto })
  baseline!: BaselineDto;

  @ApiProperty({ format: 'date-time', example: '2026-11-20T05:00:00.000Z' })
  opened_at!: string;

  @ApiProperty({ format: 'date-time', example: '2026-11-20T05:00:00.000Z' })
  observed_at!: string;

  @ApiProperty({ type: String, format: 'date-time', nullable: true, example: null })
  cleared_at!: string | null;

  @ApiProperty({ type: String, format: 'date-time', nullable: true, example: null })
  acknowledged_at!: string | null;

  @ApiProperty({ type: String, nullable: true, example: null })
  acknowledged_by!: string | null;
}

export class AnomalyPageDto {
  @ApiProperty({ type: [AnomalyDto] })
  items!: AnomalyDto[];

  @ApiProperty({ type: String, nullable: true, example: null })
  next_page_token!: string | null;
}
