import { ApiPropertyOptional } from '@nestjs/swagger';
import { Transform, Type } from 'class-transformer';
import { IsDate, IsIn, IsInt, IsString, Matches, Max, MaxLength, Min, MinDate } from 'class-validator';
import { PageQuery } from '../../platform/http/paging/page.query.js';
import { IsIdentifier, IsStorableText } from '../../platform/http/validation/identifier.js';
import { MayBeAbsent } from '../../platform/http/validation/may-be-absent.decorator.js';
import { ENTRY_KINDS, type EntryKind } from './trail-choice.js';

const RFC3339 = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/i;
const EPOCH = new Date(0);

/** Takes a time of RFC 3339; anything else stays as it is, for IsDate to refuse. */
function FromTime(): PropertyDecorator {
  return Transform(({ value }: { value: unknown }) =>
    typeof value === 'string' && RFC3339.test(value) ? new Date(value) : value,
  );
}

export class AuditDto extends PageQuery {
  @ApiPropertyOptional({ enum: ENTRY_KINDS, description: 'Events of the log, or requests by HTTP; both without it' })
  @MayBeAbsent()
  @IsIn(ENTRY_KINDS)
  kind?: EntryKind;

  @ApiPropertyOptional({ description: 'Who did it: a user, a key, or a part of the system', example: 'admin' })
  @MayBeAbsent()
  @IsStorableText()
  @MaxLength(256)
  actor?: string;

  @ApiPropertyOptional({ example: 'ProposalApproved' })
  @MayBeAbsent()
  @IsString()
  @Matches(/^[A-Za-z]{1,64}$/, { message: '$property must be the name of an event type' })
  type?: string;

  @ApiPropertyOptional({ example: 403, minimum: 100, maximum: 599, description: 'Status of the answer to a request' })
  @MayBeAbsent()
  @Type(() => Number)
  @IsInt()
  @Min(100)
  @Max(599)
  status?: number;

  @ApiPropertyOptional({ example: 'factory_line_3' })
  @MayBeAbsent()
  @IsIdentifier()
  twin_id?: string;

  @ApiPropertyOptional({ type: String, format: 'date-time', example: '2026-11-20T05:00:00.000Z' })
  @MayBeAbsent()
  @FromTime()
  @IsDate({ message: '$property must be a time of RFC 3339' })
  @MinDate(EPOCH)
  start?: Date;

  @ApiPropertyOptional({ type: String, format: 'date-time', description: 'Not included' })
  @MayBeAbsent()
  @FromTime()
  @IsDate({ message: '$property must be a time of RFC 3339' })
  @MinDate(EPOCH)
  end?: Date;
}
