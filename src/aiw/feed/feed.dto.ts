import { ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsIn, IsString } from 'class-validator';
import { IsIdentifier } from '../../platform/http/validation/identifier.js';
import { MayBeAbsent } from '../../platform/http/validation/may-be-absent.decorator.js';
import { EVENT_TYPES, type EventType } from '../event-types.js';

/** What both ways of following the log take. */
export class FeedDto {
  @ApiPropertyOptional({ description: 'The cursor after which to go on', example: '0000000000000000' })
  @MayBeAbsent()
  @IsString()
  since?: string;

  @ApiPropertyOptional({ description: 'Only events of this twin', example: 'factory_line_3' })
  @MayBeAbsent()
  @IsIdentifier()
  twin_id?: string;

  @ApiPropertyOptional({
    type: String,
    description: 'Only events of these types, separated by commas',
    example: 'AnomalyDetected,ProposalCreated',
  })
  @MayBeAbsent()
  @Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? value.split(',') : value))
  @IsIn(EVENT_TYPES, { each: true })
  types?: EventType[];
}
