import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, Matches } from 'class-validator';
import { IsIdentifier } from '../../../platform/http/validation/identifier.js';
import { MayBeAbsent } from '../../../platform/http/validation/may-be-absent.decorator.js';
import { TextList } from '../text-list.decorator.js';
import { IsInstant, type TimeRangeQuery } from '../time-range.query.js';
import { AGGREGATE_FUNCTIONS, type AggregateFunction } from './aggregate-function.js';
import { WINDOW } from './aggregate-window.js';
import { FILLS, type Fill } from './fill.js';

export class AggregateQuery implements TimeRangeQuery {
  @ApiProperty({ example: 'factory_line_3' })
  @IsIdentifier()
  twin_id!: string;

  @TextList('etch_tool_7', 'Absent: every asset of the twin')
  asset_id?: string[];

  @TextList('temperature', 'Absent: every metric')
  metric?: string[];

  @ApiPropertyOptional({
    default: '1m',
    example: '1m',
    description: 'Length of a bucket: a number and s, m, h, d or w',
  })
  @MayBeAbsent()
  @Matches(WINDOW, { message: 'window must be a number and s, m, h, d or w, such as 15m' })
  window: string = '1m';

  @ApiPropertyOptional({ enum: AGGREGATE_FUNCTIONS, default: 'avg' })
  @MayBeAbsent()
  @IsIn(AGGREGATE_FUNCTIONS)
  function: AggregateFunction = 'avg';

  @IsInstant('Oldest instant, inclusive; absent: a day before the end')
  start?: string;

  @IsInstant('Newest instant, exclusive; absent: now')
  end?: string;

  @ApiPropertyOptional({
    enum: FILLS,
    default: 'none',
    description: 'What a bucket without samples has: it is left out, or has null, the value before, or one on a line',
  })
  @MayBeAbsent()
  @IsIn(FILLS)
  fill: Fill = 'none';
}

export class BucketDto {
  @ApiProperty({ format: 'date-time', description: 'Its beginning, in UTC', example: '2026-11-20T05:00:00.000Z' })
  ts!: string;

  @ApiProperty({ type: Number, nullable: true, example: 85.2 })
  value!: number | null;

  @ApiProperty({ description: 'Samples in it; 0 where it was filled', example: 60 })
  count!: number;
}

export class AggregateDto {
  @ApiProperty({ type: [BucketDto] })
  buckets!: BucketDto[];
}

export class SeriesBucketsDto extends AggregateDto {
  @ApiProperty({ example: 'etch_tool_7' })
  asset_id!: string;

  @ApiProperty({ example: 'temperature' })
  metric!: string;
}

export class AggregatesDto {
  @ApiProperty({ type: [SeriesBucketsDto] })
  series!: SeriesBucketsDto[];
}
