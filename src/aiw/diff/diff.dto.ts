import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsInt, IsNumber, Max, Min } from 'class-validator';
import { MayBeAbsent } from '../../platform/http/validation/may-be-absent.decorator.js';
import { FeedDto } from '../feed/feed.dto.js';
import { DIFF_LIMITS } from './diff-limits.js';

export class DiffDto extends FeedDto {
  @ApiPropertyOptional({ minimum: 1, maximum: DIFF_LIMITS.maxEvents, default: DIFF_LIMITS.defaultEvents })
  @MayBeAbsent()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(DIFF_LIMITS.maxEvents)
  limit: number = DIFF_LIMITS.defaultEvents;

  @ApiPropertyOptional({
    minimum: 0,
    maximum: DIFF_LIMITS.maxWaitS,
    default: 0,
    description: 'Seconds to wait for an event when there is none yet',
  })
  @MayBeAbsent()
  @Type(() => Number)
  @IsNumber()
  @Min(0)
  @Max(DIFF_LIMITS.maxWaitS)
  wait: number = 0;
}

/** A page of changes; the events are `event.v1`. */
export class DiffPageDto {
  @ApiProperty({ example: '0000000000000000', description: 'The cursor that the page begins after' })
  since!: string;

  @ApiProperty({ example: '0000000000000042', description: 'How far this page looked: the next `since`' })
  next_cursor!: string;

  @ApiProperty({ description: 'Whether the log goes on after `next_cursor`; then ask again at once' })
  has_more!: boolean;

  @ApiProperty({ example: '0000000000000042', description: 'The newest cursor of the log' })
  head!: string;

  @ApiProperty({ description: 'The chain hash at `next_cursor`, in hex' })
  hash!: string;

  @ApiProperty({ type: 'array', items: { type: 'object' } })
  events!: object[];
}
