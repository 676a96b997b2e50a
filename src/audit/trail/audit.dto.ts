import { ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsDate, IsOptional, IsString, Matches, MaxLength, MinDate, ValidateBy } from 'class-validator';
import { PageQuery } from '../../platform/http/paging/page.query.js';
import { IsIdentifier, isStorableText } from '../../platform/http/validation/identifier.js';

const RFC3339 = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/i;
const EPOCH = new Date(0);

function IsText(): PropertyDecorator {
  return ValidateBy({
    name: 'text',
    validator: {
      validate: (value) => typeof value === 'string' && isStorableText(value),
      defaultMessage: () => '$property must be text without NUL and lone surrogates',
    },
  });
}

/** Takes a time of RFC 3339; anything else stays as it is, for IsDate to refuse. */
function FromTime(): PropertyDecorator {
  return Transform(({ value }: { value: unknown }) =>
    typeof value === 'string' && RFC3339.test(value) ? new Date(value) : value,
  );
}

export class AuditDto extends PageQuery {
  @ApiPropertyOptional({ description: 'Who did it: a user, a key, or a part of the system', example: 'admin' })
  @IsOptional()
  @IsText()
  @MaxLength(256)
  actor?: string;

  @ApiPropertyOptional({ example: 'ProposalApproved' })
  @IsOptional()
  @IsString()
  @Matches(/^[A-Za-z]{1,64}$/, { message: '$property must be the name of an event type' })
  type?: string;

  @ApiPropertyOptional({ example: 'factory_line_3' })
  @IsOptional()
  @IsIdentifier()
  twin_id?: string;

  @ApiPropertyOptional({ type: String, format: 'date-time', example: '2026-11-20T05:00:00.000Z' })
  @IsOptional()
  @FromTime()
  @IsDate({ message: '$property must be a time of RFC 3339' })
  @MinDate(EPOCH)
  start?: Date;

  @ApiPropertyOptional({ type: String, format: 'date-time', description: 'Not included' })
  @IsOptional()
  @FromTime()
  @IsDate({ message: '$property must be a time of RFC 3339' })
  @MinDate(EPOCH)
  end?: Date;
}
